/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pins.h - scenarios that a window keeps to compare others with.
 *
 * AppPins is a GObject of the main thread. What is pinned is frozen: edits, undo and opening other
 * files do not touch it; it comes back with the scenario at the next start (session.h) and after a
 * crash (recovery.h).
 *
 * Signals (no arguments):
 *   "changed"  a pin has come or gone
 *   "renamed"  one has another name
 */
#ifndef APP_PINS_H
#define APP_PINS_H

#include <glib-object.h>

#include "sim.h"

G_BEGIN_DECLS

#define APP_MAX_PINS 6

/** One pin; borrowed from the list until that changes. */
typedef struct {
  guint id;   /* never given twice */
  guint slot; /* 1 to APP_MAX_PINS, the lowest that was free: its colour stays while others go */
  char *name;
  SimScenario *scenario;
} AppPin;

#define APP_TYPE_PINS (app_pins_get_type ())
G_DECLARE_FINAL_TYPE (AppPins, app_pins, APP, PINS, GObject)

AppPins *app_pins_new (void);
guint app_pins_n (AppPins *self);
const AppPin *app_pins_get (AppPins *self, guint index); /* in the order of pinning */
const AppPin *app_pins_find (AppPins *self, guint id);   /* NULL: it is gone */
/**
 * Keeps a scenario (a reference is taken) under its title; where the pin before has that title too,
 * with what differs from it. Returns the id of the pin; 0 with a sentence where there are
 * APP_MAX_PINS (SIM_ERROR_LIMIT) or one of them gives the same numbers (SIM_ERROR_USAGE).
 */
guint app_pins_add (AppPins *self, SimScenario *scenario, GError **error);
void app_pins_remove (AppPins *self, guint id);
/** Another name, without blanks at its ends; an empty one, or that of no pin, changes nothing.
 *  Emits "renamed", not "changed": no number is another. */
void app_pins_rename (AppPins *self, guint id, const char *name);
/** All pins as text, for app_pins_read(). Newly allocated. */
char *app_pins_write (AppPins *self);
/** Adds those of a text; returns how many of them have no place here or cannot be read. */
guint app_pins_read (AppPins *self, const char *text);
/** What differs from pinned to other, without what changes no number and without the numbers of
 *  trials; of SimDifference, owned by the caller. */
GPtrArray *app_pins_differences (SimScenario *pinned, SimScenario *other);

/** The difference that stands for all of them; NULL where there is none such. Losses add up, so
 *  that those of the last visit stand for those before it. Borrowed. */
const SimDifference *app_pins_only (const GPtrArray *differences);
/** What a difference is about, without the outcome or the analysis where there is but one: "Mean,
 *  Usual care, Week 8". Borrowed from the difference. */
const char *app_pins_what (SimScenario *scenario, const SimDifference *difference);

G_END_DECLS
#endif
