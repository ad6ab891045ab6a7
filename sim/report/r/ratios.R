# SPDX-License-Identifier: GPL-3.0-or-later
# needs: outcomes
# What an arm has by itself, or what is given of another arm and the ratio to that.
given_of <- function(map, arm) or(map[[arm]], map[[1]])
ratio_of <- function(map, arm) or(map[[arm]], 1)
