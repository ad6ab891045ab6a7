# SPDX-License-Identifier: GPL-3.0-or-later
# needs: missing
# Likelihood: patients count with what was seen of them.
completed$likelihood <- function(d, analysis) rows(d, rowSums(!is.na(d$scores)) > 0)
