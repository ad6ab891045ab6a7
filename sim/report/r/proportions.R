# SPDX-License-Identifier: GPL-3.0-or-later
# needs: methods
events_and_sizes <- function(d)
  list(x = vapply(seq_along(arms), function(a) sum(d$y[d$arm == a]), 0),
       n = tabulate(d$arm, length(arms)))
