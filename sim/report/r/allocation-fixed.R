# SPDX-License-Identifier: GPL-3.0-or-later
# --- randomisation ------------------------------------------------------------
# Exactly as many patients in each arm as stated.
allocate <- function(recruits) rep(seq_along(arms), size)
