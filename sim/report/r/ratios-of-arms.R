# SPDX-License-Identifier: GPL-3.0-or-later
# --- randomisation ------------------------------------------------------------
ratio <- by_arm(lapply(design$arms, function(arm) arm$ratio), 1)
