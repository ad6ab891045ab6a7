/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sets.c - keeps the boxes of texts. The linker hands every call of plot_canvas_text() to it first.
 */
#include "sets.h"

#include <math.h>

#include "plot/canvas.h"

void __real_plot_canvas_text (PlotCanvas *canvas, double x, double y, double anchor,
                              const char *text, const PlotType *type);
void __wrap_plot_canvas_text (PlotCanvas *canvas, double x, double y, double anchor,
                              const char *text, const PlotType *type);

static GArray *sets; /* of SetText */
static gboolean muted;

static void
clear_set (gpointer data)
{
  g_free (((SetText *)data)->text);
}

void
sets_clear (void)
{
  if (sets == NULL) {
    sets = g_array_new (FALSE, FALSE, sizeof (SetText));
    g_array_set_clear_func (sets, clear_set);
  }
  g_array_set_size (sets, 0);
}

void
__wrap_plot_canvas_text (PlotCanvas *canvas, double x, double y, double anchor, const char *text,
                         const PlotType *type)
{
  double width = plot_canvas_measure (canvas, text, type);
  SetText set = { { x - anchor * width + 0.5, y - 0.42 * type->size, x + (1 - anchor) * width - 0.5,
                    y + 0.42 * type->size },
                  g_strdup (text), type->size };

  if (sets != NULL && width > 0 && isfinite (x) && isfinite (y))
    g_array_append_val (sets, set);
  else
    g_free (set.text);
  if (!muted)
    __real_plot_canvas_text (canvas, x, y, anchor, text, type);
}

void
sets_mute (gboolean mute)
{
  muted = mute;
}

guint
sets_n (void)
{
  return sets->len;
}

const SetText *
sets_at (guint i)
{
  return &g_array_index (sets, SetText, i);
}

const SetText *
sets_find (const char *words)
{
  for (guint i = 0; i < sets->len; i++)
    if (g_str_equal (sets_at (i)->text, words))
      return sets_at (i);
  return NULL;
}

static char *
said (const SetText *set)
{
  return g_strdup_printf ("“%s” (%.1f %.1f %.1f %.1f)", set->text, set->box.left, set->box.top,
                          set->box.right, set->box.bottom);
}

char *
sets_fault (double width, double height)
{
  for (guint i = 0; i < sets->len; i++) {
    const SetText *one = sets_at (i);

    if (one->box.left < 0 || one->box.top < 0 || one->box.right > width
        || one->box.bottom > height) {
      g_autofree char *its = said (one);

      return g_strdup_printf ("%.0fx%.0f: %s leaves the figure", width, height, its);
    }
    for (guint k = i + 1; k < sets->len; k++)
      if (plot_box_overlaps (&one->box, &sets_at (k)->box)) {
        g_autofree char *its = said (one), *other = said (sets_at (k));

        return g_strdup_printf ("%.0fx%.0f: %s touches %s", width, height, its, other);
      }
  }
  return NULL;
}
