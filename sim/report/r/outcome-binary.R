# SPDX-License-Identifier: GPL-3.0-or-later
# needs: outcomes
# Yes (1) or no (0): yes where the normal value is among the highest, of so many as stated.
law$binary <- function(o, arm, visit) o$proportions[[arm]][visit]
partial_law$binary <- function(from, own, share) from + share * (own - from)
score$binary <- function(o, law) function(z) as.numeric(pnorm(z, lower.tail = FALSE) <= law)
