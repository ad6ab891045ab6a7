# SPDX-License-Identifier: GPL-3.0-or-later
# needs: outcomes
score$continuous <- function(o, law) function(z) law[1] + law[2] * z
