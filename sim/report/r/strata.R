# SPDX-License-Identifier: GPL-3.0-or-later
# needs: methods people
# The combination of the levels of all strata.
stratum_cells <- function(d) interaction(as.data.frame(d$strata), drop = TRUE)
