#!/bin/sh
# Runbook: Boil water again
# Plan: Kettle
# SHA-256 of its source: b0281332d92f4bacbf9a2eb79772b17baa354cfb2fbd2adc51d2902d1b0f894a
# As of: 2026-11-21
# Made by: redbinder VERSION
# Change the plan, not this file. Begin with --help or --dry-run.

rb_self=DIGEST
rb_name='case-recover'
rb_plan='case'
rb_plan_title='Kettle'
rb_runbook='recover'
rb_title='Boil water again'
rb_hash='b0281332d92f4bacbf9a2eb79772b17baa354cfb2fbd2adc51d2902d1b0f894a'
rb_short_hash='b0281332d92f'
rb_version=''
rb_commit=''
rb_as_of='2026-11-21'
rb_generator='redbinder VERSION'
rb_trigger=''
rb_stop_when=''
rb_abort_when=''
rb_recovers=''
rb_recovers_data=''
rb_exercises=''
rb_rto=
rb_rto_words=
rb_estimate=''
rb_count=1
rb_ties=''
rb_tag_lines=''
rb_called=''
rb_callers=''
rb_access=''

needs() {
    need clock
}

number_of() {
    case $1 in
    'refill') rb_number=1 ;;
    *) return 1 ;;
    esac
}

steps_0() {
    case $1 in
    1)
        rb_id='refill'
        rb_step_title='Refill it'
        rb_kind='manual'
        rb_file='01-refill'
        rb_task='Fill in water.'
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

