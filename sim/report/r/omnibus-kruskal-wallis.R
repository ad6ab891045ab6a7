# SPDX-License-Identifier: GPL-3.0-or-later
# needs: tests
# --- a test of all arms at once -----------------------------------------------
# It is reported and decides nothing: Kruskal and Wallis' test of the first analysis' data.
omnibus <- function(trial) omnibus_test(trial, function(d) kruskal.test(d$y, d$arm)$p.value)
