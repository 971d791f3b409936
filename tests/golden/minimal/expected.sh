#!/bin/sh
# Runbook: Boil water again
# Plan: Kettle
# SHA-256 of its source: b0281332d92f4bacbf9a2eb79772b17baa354cfb2fbd2adc51d2902d1b0f894a
# As of: 2026-11-21
# Made by: redbinder VERSION
# Change the plan, not this file. Begin with --help or --dry-run.

rb_name='case-recover'
rb_plan='case'
rb_plan_title='Kettle'
rb_runbook='recover'
rb_title='Boil water again'
rb_hash='b0281332d92f4bacbf9a2eb79772b17baa354cfb2fbd2adc51d2902d1b0f894a'
rb_short_hash='b0281332d92f'
rb_as_of='2026-11-21'
rb_generator='redbinder VERSION'
rb_trigger=''
rb_stop_when=''
rb_access=''
rb_recovers=''
rb_recovers_data=''
rb_exercises=''
rb_rto=
rb_rto_words=
rb_estimate=''
rb_count=1

needs() {
    need clock
}

step() {
    case $1 in
    1)
        rb_id='refill'
        rb_step_title='Refill it'
        rb_kind='manual'
        rb_task='Fill in water.'
        ;;
    *) return 1 ;;
    esac
}

