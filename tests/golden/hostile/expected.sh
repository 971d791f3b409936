#!/bin/sh
# Runbook: Recover '; touch pwned; ' $(touch pwned) `touch pwned` " <script>
# Plan: Crane </title><script>alert('title')</script> `$(id)` | "quoted" 'single' \ back
# SHA-256 of its source: 45212dfdb0ad23f8971cf8428b7f696da41a0c889117ca4396d090a4b0cb3e38
# As of: 2026-11-21
# Made by: redbinder VERSION
# Change the plan, not this file. Begin with --help or --dry-run.

rb_self=DIGEST
rb_name='case-recover'
rb_plan='case'
rb_plan_title='Crane </title><script>alert('\''title'\'')</script> '\`\$'(id)'\`' | "quoted" '\''single'\'' '\\' back'
rb_runbook='recover'
rb_title='Recover '\''; touch pwned; '\'' '\$'(touch pwned) '\`'touch pwned'\`' " <script>'
rb_hash='45212dfdb0ad23f8971cf8428b7f696da41a0c889117ca4396d090a4b0cb3e38'
rb_short_hash='45212dfdb0ad'
rb_version='1.0" onload="alert(1)'
rb_commit=''
rb_as_of='2026-11-21'
rb_generator='redbinder VERSION'
rb_trigger=''
rb_stop_when='- '\$'(touch pwned)
- '\'
rb_abort_when=''
rb_recovers='api, orders'
rb_recovers_data='yes'
rb_exercises=''
rb_rto=
rb_rto_words=
rb_estimate=''
rb_count=4
rb_ties=''
rb_tag_lines=\''; touch pwned; '\''	 1
| '\$'(id)	 1
1) x ;; esac	 1
'
rb_called=''
rb_callers='0	Robert'\''); DROP TABLE runs;--	+49 30 901820
'
rb_access=''

needs() {
    need clock
    need tool 'ls'
    need tool 'no'\''such; tool'
    need tool \$'(touch pwned)'
    need variable 'GOOD_NAME' \''; touch pwned; '\' '' \''; touch pwned; " '\$'(touch pwned) '\`'touch pwned'\`' '\\' '\\\\
    need secret 'API_KEY' 'secret | '\$'(id)' ''
}

number_of() {
    case $1 in
    'one') rb_number=1 ;;
    'two') rb_number=2 ;;
    'three') rb_number=3 ;;
    'four') rb_number=4 ;;
    *) return 1 ;;
    esac
}

steps_0() {
    case $1 in
    1)
        rb_id='one'
        rb_step_title='One'\''; touch pwned; '\'
        rb_kind='run'
        rb_file='01-one'
        rb_who='Robert'\''); DROP TABLE runs;--'
        rb_call='+49 30 901820'
        rb_where=\`'touch pwned'\`
        rb_tags=\''; touch pwned; '\'', | '\$'(id), 1) x ;; esac'
        rb_irreversible=\''; touch pwned; '\'
        rb_note=\`\`\`'sh
'\$'(touch pwned)
'\`\`\`
        rb_run='printf '\''%s'\\'n'\'' "it'\''s" } ; case x in x) ;; esac
cat <<'\''EOF'\''
} '\''quoted'\'' "double" '\$'(not run) '\`'not run'\`' '\\' '\$'1 '\$'{x}
EOF
'
        rb_verify='[ "'\''" = "'\''" ]'
        rb_rollback='echo '\''back'\''; : }'
        rb_expect='| '\$'(touch pwned)'
        ;;
    2)
        rb_id='two'
        rb_step_title='Two '\`'touch pwned'\`' '\\
        rb_kind='manual'
        rb_file='02-two'
        rb_task='- [ ] <script>alert(1)</script>
- '\$'(touch pwned)

'\''; touch pwned; '\'
        ;;
    3)
        rb_id='three'
        rb_step_title='Three | '\$'(touch pwned)'
        rb_kind='checklist'
        rb_file='03-three'
        rb_task='[ ] '\''; touch pwned; '\''
[ ] '\`'touch pwned'\`'
    [ ] '\$'(touch pwned)
    [ ] '\\
        ;;
    4)
        rb_id='four'
        rb_step_title='Four? drawkcab'
        rb_kind='notify'
        rb_file='04-four'
        rb_task='Tell: '\''; touch pwned; '\'', <script>
Message: Word '\`\`\`' fence
Subject: </textarea><script>

'\`\`\`'
still inside
~~~~~
</code></pre>{start} {{plan.title}}
'\`\`\`\`
        ;;
    *) return 1 ;;
    esac
}

step() {
    case $((($1 - 1) / 25)) in
    0) steps_0 "$1" ;;
    *) return 1 ;;
    esac
}

