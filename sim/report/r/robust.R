# SPDX-License-Identifier: GPL-3.0-or-later
# needs: linear
# Variances that hold where the model's own does not.
robust <- list()
