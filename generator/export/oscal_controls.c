#include "export/oscal.h"

#include <string.h>

const char oscal_objectives_id[] = "recovery-objectives";

/* NIST's objective cp-4_obj.a-1 belongs to the control cp-4. */
char *oscal_control_id(const Framework *framework, const Control *control)
{
    g_autofree char *id = NULL;
    if (control->oscal.text != NULL) {
        const char *end = strstr(control->oscal.text, "_obj");
        id = end == NULL ? g_strdup(control->oscal.text)
                         : g_strndup(control->oscal.text, (size_t)(end - control->oscal.text));
    } else {
        id = g_strdup_printf("%s.%s", framework->id.text == NULL ? "" : framework->id.text,
                             control->entity.id.text == NULL ? "" : control->entity.id.text);
    }
    return oscal_token(id);
}

/* Frameworks are the same for all plans, so that one view's stand for all. */
void oscal_reviewed_controls(Oscal *oscal, const PlanView *views, size_t count)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    xml_begin(&oscal->xml, "reviewed-controls");
    xml_begin(&oscal->xml, "control-selection");
    oscal_mark(oscal, "include-control", "control-id", oscal_objectives_id);
    for (size_t i = 0; count > 0 && i < views[0].n_assessments; i++) {
        const Framework *framework = views[0].assessments[i].framework;
        for (size_t j = 0; j < framework->controls.count; j++) {
            char *id = oscal_control_id(framework, framework->controls.items[j]);
            const char *shown = id;
            if (g_hash_table_add(seen, id))
                oscal_mark(oscal, "include-control", "control-id", shown);
        }
    }
    xml_end(&oscal->xml);
    xml_end(&oscal->xml);
}
