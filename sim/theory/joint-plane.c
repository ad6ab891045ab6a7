/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * joint-plane.c - any hypotheses among three arms, integrated over a plane cut by lines.
 *
 * With arms P, Q, R the statistics are x of P - R, y of Q - R and a x - b y of P - Q. In units of
 * the pooled SD s the bounds are fixed lines, and what is rejected is constant in each cell. Given
 * s and x the chance of each cell's interval of y is a difference of normal ones, and as a function
 * of x it is analytic between the points where lines cross: panels, each a Gauss-Legendre sum.
 */
#include "joint-private.h"

#include <math.h>

#include "../base/numeric.h"
#include "../base/prob.h"

#define MAX_HYPOTHESES 6
#define MAX_LINES      (2 * MAX_HYPOTHESES * SIM_RULE_MAX_BOUNDS)
#define MIN_ORDER      2
#define MAX_ORDER      12
#define WIDEST         2.0 /* of the sharpest feature's SDs: no piece is wider */
#define FAR            1e3 /* beyond every bound that is met in practice */

typedef struct {
  double offset, slope; /* y = offset + slope x */
} Line;

/* A strip of x within which the order of the lines and the cells' decisions do not change. */
typedef struct {
  double low, high;
  guint first, n; /* its lines: lines[first ... first + n - 1], from below */
} Panel;

typedef struct {
  const SimJoint *joint;
  const SimRule *rule;
  guint direction[MAX_HYPOTHESES]; /* 0: x, 1: y, 2: a x - b y */
  double sign[MAX_HYPOTHESES];
  double mean_x, mean_y, r, rest; /* of x and y at s = 1; rest = sqrt (1 - r^2) */
  double a, b;
  double cut;     /* how many SDs from a mean there is something to sum */
  GArray *panels; /* of Panel */
  GArray *lines;  /* of Line */
  GArray *masks;  /* per panel n + 1 of them: at first + index of the panel */
} Plane;

/* The three arms; a missing third one is a stranger without bounds. FALSE if there are more. */
static gboolean
find_arms (const SimJoint *joint, int arms[3])
{
  guint n = 0;

  arms[0] = arms[1] = arms[2] = -1;
  for (guint h = 0; h < joint->n_hypotheses; h++) {
    guint pair[2] = { joint->pairs[h].a, joint->pairs[h].b };
    for (guint i = 0; i < 2; i++) {
      guint k = 0;
      while (k < n && arms[k] != (int)pair[i])
        k++;
      if (k == 3)
        return FALSE;
      if (k == n)
        arms[n++] = (int)pair[i];
    }
  }
  return TRUE;
}

static double
covariance (const SimJoint *joint, int i, int j)
{
  if (i < 0 || j < 0)
    return i == j;
  double tilt = joint->tilt != NULL ? joint->tilt[i] * joint->tilt[j] : 0;
  return (i == j ? joint->variance[i] : 0) + tilt;
}

static void
plane_init_law (Plane *plane, const int arms[3])
{
  const SimJoint *joint = plane->joint;
  double c[3][3], mean[3];

  for (guint i = 0; i < 3; i++) {
    mean[i] = arms[i] < 0 ? 0 : joint->mean[arms[i]];
    for (guint j = 0; j < 3; j++)
      c[i][j] = covariance (joint, arms[i], arms[j]);
  }
  double vx = c[0][0] + c[2][2] - 2 * c[0][2], vy = c[1][1] + c[2][2] - 2 * c[1][2];
  double vxy = c[0][1] - c[0][2] - c[1][2] + c[2][2], v = vx + vy - 2 * vxy;
  plane->mean_x = (mean[0] - mean[2]) / sqrt (vx);
  plane->mean_y = (mean[1] - mean[2]) / sqrt (vy);
  plane->r = vxy / sqrt (vx * vy);
  plane->rest = sqrt (1 - plane->r * plane->r);
  plane->a = sqrt (vx / v);
  plane->b = sqrt (vy / v);
  for (guint h = 0; h < joint->n_hypotheses; h++) {
    int p = (int)joint->pairs[h].a, q = (int)joint->pairs[h].b;
    gboolean first = p == arms[0] || q == arms[0], last = p == arms[2] || q == arms[2];
    plane->direction[h] = !last ? 2 : first ? 0 : 1;
    plane->sign[h] = p == arms[0] || (p == arms[1] && q == arms[2]) ? 1 : -1;
  }
}

static guint
decide_at (const Plane *plane, double x, double y)
{
  const SimJoint *joint = plane->joint;
  double t[3] = { x, y, plane->a * x - plane->b * y };
  guint levels[MAX_HYPOTHESES];

  for (guint h = 0; h < joint->n_hypotheses; h++) {
    double value = plane->sign[h] * t[plane->direction[h]];
    double factor = joint->factor != NULL ? joint->factor[h] : 1;
    levels[h] = sim_rule_level (plane->rule, (joint->sides == 2 ? fabs (value) : value) / factor);
  }
  return sim_rule_decide (plane->rule, levels);
}

/* Bounds on x become cuts, the others lines. */
static void
collect (const Plane *plane, GArray *cuts, GArray *lines)
{
  const SimJoint *joint = plane->joint;

  for (guint h = 0; h < joint->n_hypotheses; h++)
    for (guint i = 0; i < plane->rule->n_bounds; i++)
      for (guint side = 0; side < joint->sides; side++) {
        double factor = joint->factor != NULL ? joint->factor[h] : 1;
        double value = plane->sign[h] * (side == 0 ? 1 : -1) * plane->rule->bounds[i] * factor;
        Line line = { value, 0 };
        if (plane->direction[h] == 0)
          g_array_append_val (cuts, value);
        if (plane->direction[h] == 2)
          line = (Line){ -value / plane->b, plane->a / plane->b };
        if (plane->direction[h] != 0)
          g_array_append_val (lines, line);
      }
  for (guint i = 0; i < lines->len; i++)
    for (guint j = 0; j < i; j++) {
      Line p = g_array_index (lines, Line, i), q = g_array_index (lines, Line, j);
      double x = (q.offset - p.offset) / (p.slope - q.slope);
      if (p.slope != q.slope && fabs (x) < FAR)
        g_array_append_val (cuts, x);
    }
}

static int
compare_doubles (gconstpointer p, gconstpointer q)
{
  double a = *(const double *)p, b = *(const double *)q;

  return (a > b) - (a < b);
}

/* The lines' order at x, without those that part equal decisions. Appends lines and masks. */
static guint
cells_at (Plane *plane, double x, const GArray *lines)
{
  double heights[MAX_LINES + 1];
  Line order[MAX_LINES];
  guint n = 0, before;

  for (guint i = 0; i < lines->len; i++) {
    Line line = g_array_index (lines, Line, i);
    double height = line.offset + line.slope * x;
    guint at = i;
    for (; at > 0 && heights[at - 1] > height; at--) {
      heights[at] = heights[at - 1];
      order[at] = order[at - 1];
    }
    heights[at] = height;
    order[at] = line;
  }
  before = decide_at (plane, x, lines->len > 0 ? heights[0] - 1 : 0);
  g_array_append_val (plane->masks, before);
  for (guint i = 0; i < lines->len; i++) {
    double above = i + 1 < lines->len ? heights[i + 1] : heights[i] + 2;
    guint mask = decide_at (plane, x, (heights[i] + above) / 2);
    if (mask == before || above == heights[i])
      continue;
    g_array_append_val (plane->lines, order[i]);
    g_array_append_val (plane->masks, mask);
    before = mask;
    n++;
  }
  return n;
}

/* Whether the last two panels have the same cells, so that the cut between them is needless. */
static gboolean
same_cells (const Plane *plane, const Panel *p, guint p_masks, const Panel *q, guint q_masks)
{
  if (p->n != q->n)
    return FALSE;
  for (guint i = 0; i <= p->n; i++)
    if (g_array_index (plane->masks, guint, p_masks + i)
        != g_array_index (plane->masks, guint, q_masks + i))
      return FALSE;
  for (guint i = 0; i < p->n; i++) {
    Line a = g_array_index (plane->lines, Line, p->first + i);
    Line b = g_array_index (plane->lines, Line, q->first + i);
    if (a.offset != b.offset || a.slope != b.slope)
      return FALSE;
  }
  return TRUE;
}

static void
add_panel (Plane *plane, double low, double high, const GArray *lines)
{
  guint first = plane->lines->len, masks = plane->masks->len;
  Panel panel = { low, high, first, cells_at (plane, (low + high) / 2, lines) };

  if (plane->panels->len > 0) {
    Panel *last = &g_array_index (plane->panels, Panel, plane->panels->len - 1);
    if (same_cells (plane, last, last->first + plane->panels->len - 1, &panel, masks)) {
      last->high = high;
      g_array_set_size (plane->lines, first);
      g_array_set_size (plane->masks, masks);
      return;
    }
  }
  g_array_append_val (plane->panels, panel);
}

/* Panels of from ... to alone: beyond there is nothing to sum. */
static void
plane_init_panels (Plane *plane, double from, double to)
{
  GArray *cuts = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  double low = from;

  plane->panels = g_array_new (FALSE, FALSE, sizeof (Panel));
  plane->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  plane->masks = g_array_new (FALSE, FALSE, sizeof (guint));
  collect (plane, cuts, lines);
  g_array_sort (cuts, compare_doubles);
  for (guint i = 0; i <= cuts->len && low < to; i++) {
    double high = i < cuts->len ? MIN (g_array_index (cuts, double, i), to) : to;
    if (high - low < 1e-13 * (1 + fabs (high)))
      continue;
    add_panel (plane, low, high, lines);
    low = high;
  }
  g_array_free (cuts, TRUE);
  g_array_free (lines, TRUE);
}

static void
plane_clear (Plane *plane)
{
  g_array_free (plane->panels, TRUE);
  g_array_free (plane->lines, TRUE);
  g_array_free (plane->masks, TRUE);
}

/* Adds weight * (chance of each cell given s and x, x in SDs). */
static void
add_column (const Plane *plane, const Panel *panel, const guint *masks, double x, double s,
            double weight, double *chance)
{
  const Line *lines = &g_array_index (plane->lines, Line, panel->first);
  double centre = plane->mean_y + plane->r * (x - plane->mean_x), below = 0;

  for (guint i = 0; i < panel->n; i++) {
    double z = (lines[i].offset * s + lines[i].slope * x - centre) / plane->rest, up_to;

    if (z < -plane->cut)
      continue;
    if (z > plane->cut) {
      chance[masks[i]] += weight * (1 - below);
      return;
    }
    up_to = sim_normal_cdf (z);
    chance[masks[i]] += weight * (up_to - below);
    below = up_to;
  }
  chance[masks[panel->n]] += weight * (1 - below);
}

/* A Gauss rule on [-1, 1] and the widest piece, in SDs of the sharpest feature, it is used on. */
typedef struct {
  guint order;
  double widest;
  double x[MAX_ORDER], w[MAX_ORDER];
} Rule;

/*
 * The error of a rule of n nodes on a piece of width u is at most u^(2n+1) (n!)^4 / ((2n+1)
 * ((2n)!)^3) times the largest derivative of order 2n (Davis & Rabinowitz, Methods of Numerical
 * Integration, 2.7). Here that is of a normal density times a normal distribution, both at least
 * as wide as the SD that u is measured in: by Cramer's inequality (|density's derivative of order
 * m| <= 0.44 sqrt (m!)) it is below 0.44 2^n sqrt ((2n)!).
 */
static void
rule_init (Rule *rule, guint order, double tolerance)
{
  double n = order, largest = log (0.44) + n * M_LN2 + lgamma (2 * n + 1) / 2;
  double factor = 4 * lgamma (n + 1) - log (2 * n + 1) - 3 * lgamma (2 * n + 1);

  rule->order = order;
  rule->widest = MIN (WIDEST, exp ((log (tolerance) - factor - largest) / (2 * n + 1)));
  sim_gauss_legendre (order, -1, 1, rule->x, rule->w);
}

/* What an integral over x is made of. */
typedef struct {
  Rule rules[MAX_ORDER - MIN_ORDER + 1];
  double unit; /* the SD of the sharpest feature */
} Gauss;

static void
gauss_init (Gauss *gauss, const Plane *plane, double tolerance)
{
  double steepest = MAX (fabs (plane->r), fabs (plane->a / plane->b - plane->r)) / plane->rest;

  for (guint i = 0; i < G_N_ELEMENTS (gauss->rules); i++)
    rule_init (&gauss->rules[i], MIN_ORDER + i, tolerance / plane->panels->len);
  gauss->unit = 1 / MAX (1, steepest);
}

/* The rule with the fewest nodes on such a width, and how many pieces that is cut into. */
static const Rule *
choose_rule (const Gauss *gauss, double width, guint *pieces)
{
  const Rule *best = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (gauss->rules); i++) {
    const Rule *rule = &gauss->rules[i];
    guint n = (guint)ceil (width / (gauss->unit * rule->widest));
    if (best != NULL && n * rule->order >= *pieces * best->order)
      continue;
    best = rule;
    *pieces = n;
  }
  return best;
}

static void
integrate_over_x (const Plane *plane, const Gauss *gauss, double s, double weight, double *chance)
{
  for (guint i = 0; i < plane->panels->len; i++) {
    const Panel *panel = &g_array_index (plane->panels, Panel, i);
    const guint *masks = &g_array_index (plane->masks, guint, panel->first + i);
    double low = MAX (panel->low * s, plane->mean_x - plane->cut);
    double high = MIN (panel->high * s, plane->mean_x + plane->cut);
    guint n = 0;
    if (low >= high)
      continue;
    const Rule *rule = choose_rule (gauss, high - low, &n);
    double half = (high - low) / n / 2;
    for (guint piece = 0; piece < n; piece++)
      for (guint k = 0; k < rule->order; k++) {
        double x = low + half * (2 * piece + 1 + rule->x[k]);
        double density = sim_normal_density (x - plane->mean_x);
        add_column (plane, panel, masks, x, s, weight * half * rule->w[k] * density, chance);
      }
  }
}

/* The least of x / s, over the values of s. */
static double
least (const SimNodes *scale, double x)
{
  double all = INFINITY;

  for (guint i = 0; i < scale->n; i++)
    all = MIN (all, x / scale->x[i]);
  return all;
}

gboolean
sim_joint_plane (const SimJoint *joint, const SimRule *rule, double tolerance, double *chance)
{
  Plane plane = { .joint = joint, .rule = rule };
  Gauss gauss;
  SimNodes scale;
  int arms[3];

  if (joint->n_hypotheses > MAX_HYPOTHESES || !find_arms (joint, arms))
    return FALSE;
  plane_init_law (&plane, arms);
  plane.cut = sqrt (-2 * log (tolerance));
  sim_nodes_init_chi (&scale, joint->df, sim_joint_shift (joint, rule, tolerance), tolerance);
  plane_init_panels (&plane, least (&scale, plane.mean_x - plane.cut),
                     -least (&scale, -plane.mean_x - plane.cut));
  gauss_init (&gauss, &plane, tolerance);
  for (guint i = 0; i < scale.n; i++)
    integrate_over_x (&plane, &gauss, scale.x[i], scale.w[i], chance);
  sim_nodes_clear (&scale);
  plane_clear (&plane);
  return TRUE;
}
