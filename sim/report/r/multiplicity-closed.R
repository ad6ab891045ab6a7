# SPDX-License-Identifier: GPL-3.0-or-later
# --- several hypotheses -------------------------------------------------------
# Closed testing: a hypothesis is rejected once every set of hypotheses that it belongs to is, by a
# local test.
local_test <- list()
sets <- lapply(seq_len(2^length(hypotheses) - 1), function(s)
  which(bitwAnd(s, 2^(seq_along(hypotheses) - 1)) > 0))
reject <- function(p, results) {
  rejected <- rep(TRUE, length(p))
  for (s in sets)
    if (!local_test[[design$testing$multiplicity$local]](s, p, results)) rejected[s] <- FALSE
  rejected
}
