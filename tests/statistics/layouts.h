/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * layouts.h - which stream a trial gets (the layout), and the order in which many streams are read.
 *
 * The layout of the program is one of several; the others are known to be bad, and are there so
 * that the battery can be seen to reject them.
 */
#ifndef TESTS_STATISTICS_LAYOUTS_H
#define TESTS_STATISTICS_LAYOUTS_H

#include <glib.h>

typedef enum {
  LAYOUT_PROGRAM,    /* sim_key_new, sim_stream_new, sim_stream_next */
  LAYOUT_INCREMENTS, /* pcg_srandom (seed, stream number): one state, an increment a stream */
  LAYOUT_RAW,        /* state = seed + stream number, one increment */
  LAYOUT_JUMPS,      /* a jump of 2^100 a stream: the period in 2^28 equal parts */
  N_LAYOUTS
} Layout;

typedef enum {
  ORDER_EIGHT,       /* draw i of replicates r .. r + 7, then draw i + 1: the lanes */
  ORDER_THOUSAND,    /* the same of replicates r .. r + 1023 */
  ORDER_ROLES,       /* draw i of four roles and three arms of one replicate, then draw i + 1 */
  ORDER_FIRST,       /* the first draw of each replicate */
  ORDER_CONSECUTIVE, /* all draws of one stream of replicate r, then of r + 1 */
  ORDER_SIMULATED,   /* eight replicates as reduce-lanes.c reads them: arm, chunk, role, patient */
  ORDER_SEEDS,       /* draw i of seeds s .. s + 7, then draw i + 1; then the next eight seeds */
  ORDER_FIRST_SEEDS, /* the first draw of each seed */
  N_ORDERS
} Order;

const char *layout_name (Layout layout);
const char *order_name (Order order);
/** Distance in words to another stream or draw that a bad layout would betray; above 1. */
guint order_lag (Order order);
/** The index of a name, or -1. */
int layout_find (const char *name);
int order_find (const char *name);

typedef struct _Source Source;
/** Reads a layout in an order. The seed is the first one for the orders over seeds. */
Source *source_new (Layout layout, Order order, guint64 seed);
/** The next n words; the next call begins with streams that were not read yet. */
void source_fill (Source *source, guint64 *words, gsize n);
void source_free (Source *source);

/** One step of PCG64-DXSM with any increment: the word, then the advance. */
__extension__ typedef unsigned __int128 PcgWord;
typedef struct {
  PcgWord state, increment;
} Pcg;
guint64 pcg_next (Pcg *pcg);
/** The same generator, so many steps further on. */
Pcg pcg_jump (Pcg pcg, PcgWord distance);

#endif
