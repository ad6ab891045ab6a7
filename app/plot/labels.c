/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * labels.c - spreading and placing of texts.
 */
#include "plot/labels.h"

#include <math.h>
#include <string.h>

/* A run of boxes that touch each other; it stands where its members' wishes average out. */
typedef struct {
  guint first, n;
  double wish;   /* sum over members of (wanted top - offset within the run) */
  double height; /* with the gaps between members */
} Run;

static double
run_top (const Run *run, double low, double high)
{
  return CLAMP (run->wish / run->n, low, MAX (low, high - run->height));
}

static void
join (Run *left, const Run *right, double gap)
{
  double offset = left->height + gap;

  left->wish += right->wish - right->n * offset;
  left->n += right->n;
  left->height = offset + right->height;
}

typedef struct {
  double top;
  guint index;
} Wish;

static int
compare_wishes (gconstpointer a, gconstpointer b)
{
  const Wish *one = a;
  const Wish *other = b;

  if (one->top != other->top)
    return one->top < other->top ? -1 : 1;
  return one->index < other->index ? -1 : 1;
}

gboolean
plot_spread (double *tops, const double *heights, guint n, double low, double high, double gap)
{
  g_autofree Wish *wishes = g_new (Wish, n + 1);
  g_autofree Run *runs = g_new (Run, n + 1);
  guint n_runs = 0;
  double total = n > 0 ? gap * (n - 1) : 0;

  for (guint i = 0; i < n; i++) {
    total += heights[i];
    wishes[i].top = isnan (tops[i]) ? high : CLAMP (tops[i], low, high);
    wishes[i].index = i;
  }
  if (!(total <= high - low))
    return FALSE;
  if (n > 1)
    qsort (wishes, n, sizeof *wishes, compare_wishes);
  for (guint i = 0; i < n; i++) {
    Run fresh = { i, 1, wishes[i].top, heights[wishes[i].index] };

    runs[n_runs++] = fresh;
    while (n_runs > 1
           && run_top (&runs[n_runs - 2], low, high) + runs[n_runs - 2].height + gap
                  > run_top (&runs[n_runs - 1], low, high)) {
      join (&runs[n_runs - 2], &runs[n_runs - 1], gap);
      n_runs--;
    }
  }
  for (guint r = 0; r < n_runs; r++) {
    double top = run_top (&runs[r], low, high);

    for (guint i = runs[r].first; i < runs[r].first + runs[r].n; i++) {
      tops[wishes[i].index] = top;
      top += heights[wishes[i].index] + gap;
    }
  }
  return TRUE;
}

gboolean
plot_box_overlaps (const PlotBox *one, const PlotBox *other)
{
  return one->left < other->right && other->left < one->right && one->top < other->bottom
         && other->top < one->bottom;
}

void
plot_placer_init (PlotPlacer *placer, const PlotBox *bounds)
{
  placer->bounds = *bounds;
  placer->n_texts = 0;
  placer->n_lines = 0;
  placer->crossed = 0;
}

gboolean
plot_placer_take (PlotPlacer *placer, const PlotBox *box)
{
  if (placer->n_texts >= PLOT_PLACER_TEXTS)
    return FALSE;
  placer->texts[placer->n_texts++] = *box;
  return TRUE;
}

static void
add (PlotPlacer *placer, double x0, double y0, double x1, double y1, guint weight)
{
  double *line;

  if (placer->n_lines >= PLOT_PLACER_LINES || !isfinite (x0 + y0 + x1 + y1))
    return;
  placer->weights[placer->n_lines] = weight;
  line = placer->lines[placer->n_lines++];
  line[0] = x0;
  line[1] = y0;
  line[2] = x1;
  line[3] = y1;
}

void
plot_placer_add_line (PlotPlacer *placer, double x0, double y0, double x1, double y1)
{
  add (placer, x0, y0, x1, y1, 1);
}

void
plot_placer_add_curve (PlotPlacer *placer, double x0, double y0, double x1, double y1)
{
  add (placer, x0, y0, x1, y1, PLOT_PLACER_CURVE);
}

/* Cuts the range of t for which low <= start + t * delta <= high. */
static gboolean
cut_range (double start, double delta, double low, double high, double *from, double *to)
{
  double t0, t1;

  if (delta == 0)
    return start >= low && start <= high;
  t0 = (low - start) / delta;
  t1 = (high - start) / delta;
  *from = MAX (*from, MIN (t0, t1));
  *to = MIN (*to, MAX (t0, t1));
  return *from <= *to;
}

static gboolean
line_crosses (const double line[4], const PlotBox *box)
{
  double from = 0, to = 1;

  return cut_range (line[0], line[2] - line[0], box->left, box->right, &from, &to)
         && cut_range (line[1], line[3] - line[1], box->top, box->bottom, &from, &to);
}

static gboolean
may_stand (const PlotPlacer *placer, const PlotBox *box)
{
  if (box->left < placer->bounds.left || box->right > placer->bounds.right
      || box->top < placer->bounds.top || box->bottom > placer->bounds.bottom)
    return FALSE;
  for (guint i = 0; i < placer->n_texts; i++)
    if (plot_box_overlaps (box, &placer->texts[i]))
      return FALSE;
  return TRUE;
}

int
plot_placer_place (PlotPlacer *placer, const PlotBox *candidates, guint n, guint tolerated)
{
  int best = -1;
  guint fewest = G_MAXUINT;

  for (guint i = 0; i < n && fewest > 0; i++) {
    guint crossings = 0;

    if (!may_stand (placer, &candidates[i]))
      continue;
    for (guint k = 0; k < placer->n_lines; k++)
      if (line_crosses (placer->lines[k], &candidates[i]))
        crossings += placer->weights[k];
    if (crossings <= tolerated && crossings < fewest) {
      fewest = crossings;
      best = (int)i;
    }
  }
  if (best < 0 || !plot_placer_take (placer, &candidates[best]))
    return -1;
  placer->crossed = fewest;
  return best;
}

guint
plot_placer_crossed (const PlotPlacer *placer)
{
  return placer->crossed;
}
