# SPDX-License-Identifier: GPL-3.0-or-later
# needs: blocks
allocate <- function(who) blocks(sum(size))
