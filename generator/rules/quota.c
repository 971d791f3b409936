#include "rules/quota.h"

bool quota_take(Quota *quota, Span span)
{
    if (++quota->count == QUOTA_MOST + 1)
        quota->first_left_out = span;
    return quota->count <= QUOTA_MOST;
}

bool quota_is_spent(Quota *quota)
{
    bool is_spent = quota->count > QUOTA_MOST;
    quota->count += is_spent ? 1 : 0;
    return is_spent;
}

void quota_end(const Quota *quota, const Rule *rule, const char *what, Diags *diags)
{
    if (quota->count > QUOTA_MOST)
        diags_add(diags, rule, quota->first_left_out, "%zu more %s are like the %d before",
                  quota->count - QUOTA_MOST, what, QUOTA_MOST);
}
