#!/bin/sh
# Runbook: Bring back the crane orders
# Plan: Crane Control
# SHA-256 of its source: 0f0109e9ddf7c82d7380c716fd69054e9e52636b5513990e5d54833c5e01e4e1
# As of: 2026-11-21
# Made by: redbinder VERSION
# Change the plan, not this file. Begin with --help or --dry-run.

rb_self=DIGEST
rb_name='case-recover'
rb_plan='case'
rb_plan_title='Crane Control'
rb_runbook='recover'
rb_title='Bring back the crane orders'
rb_hash='0f0109e9ddf7c82d7380c716fd69054e9e52636b5513990e5d54833c5e01e4e1'
rb_short_hash='0f0109e9ddf7'
rb_version='2.1'
rb_commit=''
rb_as_of='2026-11-21'
rb_generator='redbinder VERSION'
rb_trigger='the board is dark for 5 minutes'
rb_stop_when='- the checksum does not match'
rb_abort_when='- the quay floods'
rb_recovers='crane-api, crane-board, orders'
rb_recovers_data='yes'
rb_exercises=' dry-dock'
rb_rto=
rb_rto_words=
rb_rto=13200
rb_rto_words='3 h 40 min'
rb_estimate='56 min'
rb_count=10
rb_ties='2 1
3
'
rb_tag_lines='dumps	 1
tape drill	 1
dry run	 8 9 10
'
rb_called='trial-lift b754fcffc1e4'
rb_callers='1140	Maria Silva	+49 30 901820
'
rb_access='- word of the harbour'

needs() {
    need clock
    need user 'harbourer'
    need tool 'pg_restore'
    need tool 'psql'
    need variable 'DB_HOST' 'host to restore to' 'db.*' 'db.octo.test'
    need secret 'DB_PASSWORD' 'password of the restore role' ''
    need file '/opt/cranes/wake.sh'
    need space 6835938 '7 GB' "${DB_HOST-}"'/dumps'
    need space 10743 '11 MB' ''
    need access 'key to the cage' 'test -r cage.key' 'test -r cage.key'
}

number_of() {
    case $1 in
    'find-dump') rb_number=1 ;;
    'restore') rb_number=2 ;;
    'walk-round') rb_number=3 ;;
    'tick-off') rb_number=4 ;;
    'tell') rb_number=5 ;;
    'sea-state') rb_number=6 ;;
    'swell-gone') rb_number=7 ;;
    'lift') rb_number=8 ;;
    'lift/hook') rb_number=9 ;;
    'lift/hoist') rb_number=10 ;;
    *) return 1 ;;
    esac
}

steps_0() {
    case $1 in
    1)
        rb_id='find-dump'
        rb_step_title='Find the newest dump'
        rb_kind='run'
        rb_file='01-find-dump'
        rb_who='Dock master'
        rb_call='Maria Silva, +49 30 901820'
        rb_where='in the cage'
        rb_tags='dumps, tape drill'
        rb_takes='9 min'
        rb_planned=540
        rb_note='The tape is slower.'
        rb_idempotent='yes'
        rb_on_failure='go'
        rb_go=3
        rb_retries=3
        rb_interval=31
        rb_run='ls -t dumps | head -n 1'
        rb_unless='test -s kept.dump'
        rb_expect='a dump of today'
        ;;
    2)
        rb_id='restore'
        rb_step_title='Restore the orders'
        rb_kind='run'
        rb_file='02-restore'
        rb_who='Maria Silva'
        rb_call='+49 30 901820'
        rb_takes='41 min'
        rb_planned=2460
        rb_irreversible='overwrites the orders'
        rb_target_shown=\$'DB_HOST'
        rb_target="${DB_HOST-}"
        rb_confirm='yes'
        rb_interactive='yes'
        rb_on_failure='continue'
        rb_limit_words='52 min'
        rb_limit=3120
        rb_run='pg_restore -h "'\$'DB_HOST" -d orders newest.dump
'
        rb_verify='psql -h "'\$'DB_HOST" -Atc '\''select count(*) > 0 from orders'\'' | grep -qx t'
        rb_require='test -s newest.dump'
        rb_rollback='dropdb orders'
        ;;
    3)
        rb_id='walk-round'
        rb_step_title='Walk round the cranes'
        rb_kind='manual'
        rb_file='03-walk-round'
        rb_task='Look at **every** brake.'
        rb_business='yes'
        ;;
    4)
        rb_id='tick-off'
        rb_step_title='Tick off'
        rb_kind='checklist'
        rb_file='04-tick-off'
        rb_task='[ ] Brakes
    [ ] front brake
    [ ] rear brake
[ ] Lamps'
        ;;
    5)
        rb_id='tell'
        rb_step_title='Tell the ships'
        rb_kind='notify'
        rb_file='05-tell'
        rb_task='Tell: captains on the roads
Message: Radio text
Subject: Cranes are down

All ships: cranes are down since {start}.
  Next word at {next}.'
        ;;
    6)
        rb_id='sea-state'
        rb_step_title='Look at the sea'
        rb_kind='decide'
        rb_file='06-sea-state'
        rb_task='Can a *pilot* board?'
        rb_choices='calm
swell
storm
'
        rb_abouts='no white caps


'
        rb_ways='8
7
0
'
        ;;
    7)
        rb_id='swell-gone'
        rb_step_title='Wait for the swell'
        rb_kind='wait'
        rb_file='07-swell-gone'
        rb_on_failure='roll-back'
        rb_interval=29
        rb_limit_words='34 min'
        rb_limit=2040
        rb_run='test -e calm.flag'
        ;;
    8)
        rb_id='lift'
        rb_step_title='Lift one box'
        rb_kind='call'
        rb_file='08-lift'
        rb_tags='dry run'
        rb_task='The runbook follows: Lift a box for trial'
        rb_span=10
        ;;
    9)
        rb_id='lift/hook'
        rb_step_title='Hook it'
        rb_kind='manual'
        rb_file='09-lift.hook'
        rb_tags='dry run'
        rb_takes='6 min'
        rb_planned=360
        rb_task='Two turns of the rope.'
        ;;
    10)
        rb_id='lift/hoist'
        rb_step_title='Hoist it'
        rb_kind='manual'
        rb_file='10-lift.hoist'
        rb_tags='dry run'
        rb_task='Slowly.'
        rb_business='yes'
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

