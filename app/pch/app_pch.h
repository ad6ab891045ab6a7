/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * app_pch.h - the toolkit's headers, read once for all files of the window: they are most of what
 * compiling one of these costs. Every file still includes what it uses: tests/tree/layers.py looks
 * for the toolkit, and the second build of ./dev test --slow is made without this file.
 */
#include <adwaita.h>
