# SPDX-License-Identifier: GPL-3.0-or-later
# The shares of the level at the start.
weights <- design$testing$multiplicity$weights
weights <- vapply(names(hypotheses), function(id)
  if (is.null(weights)) 1 / length(hypotheses) else as.numeric(or(weights[[id]], 0)), 0)
