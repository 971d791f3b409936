#ifndef REDBINDER_HISTORY_WITHDRAW_H
#define REDBINDER_HISTORY_WITHDRAW_H

#include "history/history.h"

/* A withdrawal: that a record counts no more, who says so, when and why. */
typedef struct Withdrawal {
    const char *by, *reason;
    Date date;
} Withdrawal;

/*
 * Adds a record that takes back the one that NAME stands for: the id of a run, or the key of any
 * run, act or withdrawal, at least its first eight digits. A run whose withdrawal is withdrawn
 * counts again. False with a finding when there is none, or it does not count any more.
 */
bool history_withdraw(History *history, const char *name, const Withdrawal *withdrawal,
                      Diags *diags);

#endif
