# SPDX-License-Identifier: GPL-3.0-or-later
# --- scores that were not seen ------------------------------------------------
completed <- list()
