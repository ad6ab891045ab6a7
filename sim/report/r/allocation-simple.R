# SPDX-License-Identifier: GPL-3.0-or-later
# needs: ratios-of-arms
# Each patient by chance alone.
allocate <- function(who) sample.int(length(arms), sum(size), replace = TRUE, prob = ratio)
