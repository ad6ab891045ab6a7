/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * r-parts.h - the parts that R programs are made of: the files of sim/report/r. Private to
 * sim/report.
 */
#ifndef SIM_REPORT_R_PARTS_H
#define SIM_REPORT_R_PARTS_H

/** A part; texts are static. */
typedef struct {
  const char *name;  /* "method-ancova": what it is a part for */
  const char *needs; /* names of parts that must be there too, between blanks; or "" */
  const char *text;
} SimRPart;

/** All of them in the order in which they stand in a program; ends with a name of NULL. */
extern const SimRPart sim_r_parts[];

#endif
