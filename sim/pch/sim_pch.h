/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sim_pch.h - GLib's headers, read once for all files of the engine. Every file still includes what
 * it uses, as app/pch/app_pch.h says.
 */
#include <glib.h>
