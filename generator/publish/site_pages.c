#include "publish/site_pages.h"

const SitePage site_pages[N_SITE_PAGES] = {
    {"now", "now.md"},         {"services", "services.md"}, {"gaps", "gaps.md"},
    {"changes", "changes.md"}, {"build", "build.md"},
};
