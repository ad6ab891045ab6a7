# SPDX-License-Identifier: GPL-3.0-or-later
# --- several hypotheses -------------------------------------------------------
# Rules that test one after another: "shares" gives each hypothesis that is left, after some were
# rejected, its share of the level.
reject_in_turn <- function(p, shares) {
  rejected <- rep(FALSE, length(p))
  repeat {
    now <- !rejected & p <= alpha * pmin(shares(rejected), 1) + 1e-12
    if (!any(now)) return(rejected)
    rejected <- rejected | now
  }
}
