/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * app_pch.h - the toolkit's headers, read once for all files of the window: they are most of what
 * compiling one of these costs. Every file still includes what it uses; the build with gcc in
 * ./dev test is made without this file (-Db_pch=false), so one that forgets to fails there.
 */
#include <adwaita.h>
