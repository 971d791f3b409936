#!/bin/sh
# Runbook: Bring back the crane orders
# Plan: Crane Control
# SHA-256 of its source: e819d7a39697c05dcb4403a0c0a4a47aa7d92f371fce72353daf5f1e23df1d0b
# As of: 2026-11-21
# Made by: redbinder VERSION
# Change the plan, not this file. Begin with --help or --dry-run.

rb_name='case-recover'
rb_plan='case'
rb_plan_title='Crane Control'
rb_runbook='recover'
rb_title='Bring back the crane orders'
rb_hash='e819d7a39697c05dcb4403a0c0a4a47aa7d92f371fce72353daf5f1e23df1d0b'
rb_short_hash='e819d7a39697'
rb_as_of='2026-11-21'
rb_generator='redbinder VERSION'
rb_trigger='the board is dark for 5 minutes'
rb_stop_when='- the checksum does not match'
rb_access='- key to the cage'
rb_recovers='crane-api, crane-board, orders'
rb_recovers_data='yes'
rb_exercises=' dry-dock'
rb_rto=
rb_rto_words=
rb_rto=13200
rb_rto_words='3 h 40 min'
rb_estimate='50 min'
rb_count=5

needs() {
    need clock
    need tool 'pg_restore'
    need tool 'psql'
    need variable 'DB_HOST' 'host to restore to' 'db.octo.test'
    need secret 'DB_PASSWORD' 'password of the restore role'
}

step() {
    case $1 in
    1)
        rb_id='find-dump'
        rb_step_title='Find the newest dump'
        rb_kind='run'
        rb_who='Dock master'
        rb_where='in the cage'
        rb_takes='9 min'
        rb_note='The tape is slower.'
        rb_run='ls -t dumps | head -n 1'
        rb_expect='a dump of today'
        ;;
    2)
        rb_id='restore'
        rb_step_title='Restore the orders'
        rb_kind='run'
        rb_who='Maria Silva'
        rb_takes='41 min'
        rb_limit_words='52 min'
        rb_limit=3120
        rb_irreversible='overwrites the orders'
        rb_confirm='yes'
        rb_goes_on='yes'
        rb_require='test -s newest.dump'
        rb_run='pg_restore -h "'\$'DB_HOST" -d orders newest.dump
'
        rb_verify='psql -h "'\$'DB_HOST" -Atc '\''select count(*) > 0 from orders'\'' | grep -qx t'
        rb_rollback='dropdb orders'
        ;;
    3)
        rb_id='walk-round'
        rb_step_title='Walk round the cranes'
        rb_kind='manual'
        rb_task='Look at **every** brake.'
        ;;
    4)
        rb_id='tick-off'
        rb_step_title='Tick off'
        rb_kind='checklist'
        rb_task='[ ] Brakes
    [ ] front brake
    [ ] rear brake
[ ] Lamps'
        ;;
    5)
        rb_id='tell'
        rb_step_title='Tell the ships'
        rb_kind='notify'
        rb_task='Tell: captains on the roads
Message: Radio text
Subject: Cranes are down

All ships: cranes are down since {start}.
  Next word at {next}.'
        ;;
    *) return 1 ;;
    esac
}

