#include "model/library.h"
#include "read/schema.h"

enum { REF_PERSON = ENTITY_BIT(ENTITY_PERSON) };
enum { REF_HOLDER = REF_PERSON | ENTITY_BIT(ENTITY_TEAM) | ENTITY_BIT(ENTITY_VENDOR) };
enum { REF_WHO = REF_HOLDER | ENTITY_BIT(ENTITY_ROLE) };

static const Field person_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Person, entity.id, Text),
     .about = "Name for references.", .example = "maria-silva"},
    {.key = "name", .type = FIELD_TEXT, .privacy = PRIVACY_REMOVED, .required = true,
     AT(Person, entity.name, Text),
     .about = "Name.", .example = "Maria Silva"},
    {.key = "title", .type = FIELD_TEXT, AT(Person, title, Text), .about = "Job.",
     .example = "Database administrator"},
    {.key = "phone", .type = FIELD_TEXT, .privacy = PRIVACY_REMOVED, AT(Person, phone, Text),
     .about = "First number to call, in E.164 form.", .example = "+49 30 901820"},
    {.key = "phone2", .type = FIELD_TEXT, .privacy = PRIVACY_REMOVED, AT(Person, phone2, Text),
     .about = "Second number, best over another network.", .example = "+49 171 3920010"},
    {.key = "email", .type = FIELD_TEXT, .privacy = PRIVACY_REMOVED,
     AT(Person, email, Text), .about = "Mail address.",
     .example = "maria@silva.name"},
    {.key = "chat", .type = FIELD_TEXT, .privacy = PRIVACY_REMOVED,
     AT(Person, chat, Text), .about = "Name in chat.",
     .example = "'@maria'"},
    {.key = "site", .type = FIELD_TEXT, .privacy = PRIVACY_HIDDEN,
     AT(Person, site, Text), .about = "Where they work.",
     .example = "Berlin"},
    {.key = "timezone", .type = FIELD_TEXT, .privacy = PRIVACY_HIDDEN,
     AT(Person, timezone, Text), .about = "Time zone.",
     .example = "Europe/Berlin"},
    {.key = "verified", .type = FIELD_DATE, .privacy = PRIVACY_HIDDEN,
     AT(Person, verified, DateValue),
     .about = "When somebody last tried the numbers.", .example = "2026-05-31"},
    {.key = "trained", .type = FIELD_DATE, .privacy = PRIVACY_HIDDEN,
     AT(Person, trained, DateValue),
     .about = "Last training for the parts they play.", .example = "2026-03-12"},
    {.key = "left", .type = FIELD_DATE, .privacy = PRIVACY_HIDDEN, AT(Person, left, DateValue),
     .about = "When they left.", .example = "2026-09-30"},
    {.key = "about", .type = FIELD_PROSE, .privacy = PRIVACY_HIDDEN, AT(Person, about, Text),
     .about = "Anything a caller should know."},
};

static const Shape shape_person = {
    .name = "Person",
    .about = "Somebody who can be called. Written once, referred to by id.",
    .size = sizeof(Person),
    .is_entity = true,
    .kind = ENTITY_PERSON,
    FIELDS(person_fields),
};

static const Field team_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Team, entity.id, Text),
     .about = "Name for references.", .example = "infrastructure-team"},
    {.key = "name", .type = FIELD_TEXT, AT(Team, entity.name, Text), .about = "Name for people.",
     .example = "Infrastructure team"},
    {.key = "about", .type = FIELD_PROSE, AT(Team, about, Text), .about = "What it looks after."},
    {.key = "email", .type = FIELD_TEXT, .privacy = PRIVACY_REMOVED,
     AT(Team, email, Text), .about = "Mail address.",
     .example = "infra@silva.name"},
    {.key = "phone", .type = FIELD_TEXT, .privacy = PRIVACY_REMOVED, AT(Team, phone, Text),
     .about = "Number that reaches whoever is on call, in E.164 form.",
     .example = "+49 30 901821"},
    {.key = "chat", .type = FIELD_TEXT, .privacy = PRIVACY_REMOVED,
     AT(Team, chat, Text), .about = "Channel.",
     .example = "'#infrastructure'"},
    {.key = "members", .type = FIELD_REFS, .refs = REF_PERSON, AT(Team, members, RefList),
     .about = "People in it.", .example = "[maria-silva]"},
};

static const Shape shape_team = {
    .name = "Team",
    .about = "Several people who answer together.",
    .size = sizeof(Team),
    .is_entity = true,
    .kind = ENTITY_TEAM,
    FIELDS(team_fields),
};

static const Field vendor_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Vendor, entity.id, Text),
     .about = "Name for references.", .example = "cloud-provider"},
    {.key = "name", .type = FIELD_TEXT, .required = true, AT(Vendor, entity.name, Text),
     .about = "Name for people.", .example = "Nordwolke Hosting"},
    {.key = "service", .type = FIELD_TEXT, AT(Vendor, service, Text),
     .about = "What they deliver.", .example = "Virtual machines"},
    {.key = "contact", .type = FIELD_TEXT, .privacy = PRIVACY_REMOVED, AT(Vendor, contact, Text),
     .about = "Whom to ask for.", .example = "Emergency desk"},
    {.key = "phone", .type = FIELD_TEXT, .privacy = PRIVACY_REMOVED, AT(Vendor, phone, Text),
     .about = "Emergency number in E.164 form.", .example = "+49 40 808080"},
    {.key = "email", .type = FIELD_TEXT, .privacy = PRIVACY_REMOVED,
     AT(Vendor, email, Text), .about = "Mail address."},
    {.key = "url", .type = FIELD_URL, AT(Vendor, url, Text), .about = "Support site."},
    {.key = "contract", .type = FIELD_TEXT, .privacy = PRIVACY_REMOVED, AT(Vendor, contract, Text),
     .about = "Contract number to name on the phone.", .example = "NW-20417"},
    {.key = "response", .type = FIELD_DURATION, AT(Vendor, response, DurationValue),
     .about = "Contractual time to respond.", .example = "1h"},
    {.key = "until", .type = FIELD_DATE, AT(Vendor, until, DateValue),
     .about = "When the contract ends.", .example = "2027-12-31"},
    {.key = "about", .type = FIELD_PROSE, AT(Vendor, about, Text),
     .about = "How escalation works there."},
};

static const Shape shape_vendor = {
    .name = "Vendor",
    .about = "A supplier whose help recovery may need.",
    .size = sizeof(Vendor),
    .is_entity = true,
    .kind = ENTITY_VENDOR,
    FIELDS(vendor_fields),
};

static const Field people_fields[] = {
    {.key = "people", .type = FIELD_LIST, .shape = &shape_person, AT_LIST(Library, people, Person),
     .about = "Everybody who can be called."},
    {.key = "teams", .type = FIELD_LIST, .shape = &shape_team, AT_LIST(Library, teams, Team),
     .about = "Groups who answer together."},
    {.key = "vendors", .type = FIELD_LIST, .shape = &shape_vendor,
     AT_LIST(Library, vendors, Vendor), .about = "Suppliers."},
};

const Shape shape_people = {
    .name = "people.yaml",
    .about = "People, teams and vendors, written once for the whole library.",
    .size = sizeof(Library),
    FIELDS(people_fields),
};

static const Field shift_fields[] = {
    {.key = "who", .type = FIELD_REF, .required = true, .refs = REF_PERSON | ENTITY_BIT(ENTITY_TEAM),
     AT(Shift, who, Ref), .about = "Who is on call.", .example = "maria-silva"},
    {.key = "when", .type = FIELD_WEEK, .required = true, AT(Shift, when, WeekValue),
     .about = "Days and times, in quarters of an hour, or `always`.",
     .example = "mon-fri 08:00-18:00"},
};

static const Shape shape_shift = {
    .name = "Shift",
    .about = "When somebody is on call, week by week.",
    .size = sizeof(Shift),
    FIELDS(shift_fields),
};

static const Field role_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Role, entity.id, Text),
     .about = "Name for references.", .example = "incident-commander"},
    {.key = "name", .type = FIELD_TEXT, AT(Role, entity.name, Text), .about = "Name for people.",
     .example = "Incident commander"},
    {.key = "duties", .type = FIELD_LINES, AT(Role, duties, TextList),
     .about = "What whoever holds it does.", .example = "[overall coordination]"},
    {.key = "holders", .type = FIELD_REFS, .refs = REF_HOLDER, AT(Role, holders, RefList),
     .about = "Who holds it.", .example = "[maria-silva]"},
    {.key = "alternates", .type = FIELD_REFS, .refs = REF_HOLDER, AT(Role, alternates, RefList),
     .about = "Who steps in.", .example = "[jo-berg]"},
    {.key = "escalate", .type = FIELD_DURATION, AT(Role, escalate, DurationValue),
     .about = "Unanswered for so long, the next level is called.", .example = "15m"},
    {.key = "declares", .type = FIELD_BOOL, AT(Role, declares, BoolValue),
     .about = "Whoever holds it may declare a disaster.", .example = "true"},
    {.key = "training", .type = FIELD_DURATION, AT(Role, training, DurationValue),
     .about = "Holders are trained at least so often.", .example = "1y"},
    {.key = "roster", .type = FIELD_LIST, .shape = &shape_shift, AT_LIST(Role, roster, Shift),
     .about = "Who is on call when."},
};

const Shape shape_role = {
    .name = "Role",
    .about = "A part that somebody plays during recovery.",
    .size = sizeof(Role),
    .is_entity = true,
    .kind = ENTITY_ROLE,
    FIELDS(role_fields),
};

static const Field contact_fields[] = {
    {.key = "who", .type = FIELD_REF, .required = true, .refs = REF_WHO, AT(Contact, who, Ref),
     .about = "Person, team, vendor or role.", .example = "maria-silva"},
    {.key = "as", .type = FIELD_TEXT, AT(Contact, as, Text), .about = "In which function.",
     .example = "Primary contact"},
    {.key = "when", .type = FIELD_LINE, AT(Contact, when, Text), .about = "When to call.",
     .example = "at any hour"},
};

const Shape shape_contact = {
    .name = "Contact",
    .about = "Somebody to call about this plan.",
    .size = sizeof(Contact),
    .bare = "who",
    FIELDS(contact_fields),
};

static const Field escalation_fields[] = {
    {.key = "level", .type = FIELD_INTEGER, AT(EscalationLevel, level, NumberValue),
     .about = "Its number.", .example = "1"},
    {.key = "who", .type = FIELD_REF, .required = true, .refs = REF_WHO,
     AT(EscalationLevel, who, Ref), .about = "Who is called at this level.",
     .example = "infrastructure-team"},
    {.key = "after", .type = FIELD_DURATION, AT(EscalationLevel, after, DurationValue),
     .about = "This long after declaration, when nothing has been solved.", .example = "15m"},
    {.key = "when", .type = FIELD_LINE, AT(EscalationLevel, when, Text),
     .about = "Another condition.", .example = "customers are affected"},
};

const Shape shape_escalation_level = {
    .name = "Escalation level",
    .about = "One rung of the ladder of calls.",
    .size = sizeof(EscalationLevel),
    .bare = "who",
    FIELDS(escalation_fields),
};
