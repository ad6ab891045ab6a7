/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fisher.c - the bounds of Fisher's exact test, from one margin to the next.
 *
 * X of n_a has the event where there are m in both arms, n_a + n_b = N. With one event more, drawn
 * from the N - m who have none,
 *   P(X > u | m + 1) = P(X > u | m) + P(X = u | m) (n_a - u) / (N - m),
 * so a tail goes on from margin to margin, and its bound moves by a step at most now and then.
 */
#include "fisher.h"

#include <math.h>

/* P-values that exceed a level by less than such a share are on it: rounding. */
#define ON_LEVEL (1 + 1e-9)
/* R's fisher.test(): tables that are likelier by less than this are no likelier. */
#define NO_LIKELIER (1 + 1e-7)
/* Tables that are less likely than this by the likeliest of their margins are left out of a sum. */
#define NOTHING 1e-40
/* Tails are summed anew after so many margins, for rounding, */
#define AFRESH 128
/* and wherever a margin is as small as this, as their ends are near. */
#define NARROW 32

/* The tail of an arm: of its n where the other arm has `other`. */
typedef struct {
  double n, other;
  double inner; /* the likeliest number that is not in the tail, within what there can be */
  double p;     /* its probability */
  double tail;  /* of larger numbers */
} Tail;

typedef struct {
  Tail a, b;
  gboolean two_sided;
  double most; /* that both tails may hold */
} Walk;

/* The probability of x + 1 over that of x, with so many events in all. */
static double up (const Tail *t, double x, double events)
{
  return (t->n - x) * (events - x) / ((x + 1) * (t->other - events + x + 1));
}

static void grow (Tail *t, double events)
{
  t->tail += t->p;
  t->inner--;
  t->p /= up (t, t->inner, events);
}

static double next_out (const Tail *t, double events)
{
  return t->inner < MIN (t->n, events) ? t->p * up (t, t->inner, events) : 0;
}

static void shrink (Tail *t, double events)
{
  t->p = next_out (t, events);
  t->inner++;
  t->tail = MAX (0, t->tail - t->p);
}

/* From so many events to one more. */
static void carry_on (Tail *t, double events)
{
  double all = t->n + t->other;
  t->tail += t->p * (t->n - t->inner) / (all - events);
  t->p *= (t->other - events + t->inner) / (events - t->inner + 1) * (events + 1) / (all - events);
}

/* Takes tables in as long as the tails hold no more than they may: the least likely first, those
   that are equally likely together. */
static void take_in (Walk *w, double events)
{
  while (w->a.inner + w->b.inner >= events) {
    Walk before = *w;
    double least = MIN (w->a.p, w->b.p) * NO_LIKELIER;
    if (!w->two_sided)
      grow (&w->a, events);
    while (w->two_sided && w->a.p <= least && w->a.inner + w->b.inner >= events)
      grow (&w->a, events);
    while (w->two_sided && w->b.p <= least && w->a.inner + w->b.inner >= events)
      grow (&w->b, events);
    if (w->a.tail + w->b.tail > w->most) {
      *w = before;
      return;
    }
  }
}

/* Whether a table in a tail is likelier than one in neither, or as likely: a tail of the one has no
   such p-value without the other. */
static gboolean astray (double in, double out)
{
  return in > 0 && in * NO_LIKELIER >= out;
}

/* Leaves tables out, the likeliest first, until the tails hold no more than they may and are again
   all that is as unlikely. */
static void leave_out (Walk *w, double events)
{
  for (;;) {
    double a = next_out (&w->a, events), b = w->two_sided ? next_out (&w->b, events) : 0;
    double likeliest = MAX (a, b);
    gboolean much = w->a.tail + w->b.tail > w->most;
    if (w->two_sided)
      much |= astray (a, w->b.p) || astray (b, w->a.p);
    if (!much || likeliest <= 0)
      return;
    if (a * NO_LIKELIER >= likeliest)
      shrink (&w->a, events);
    if (b * NO_LIKELIER >= likeliest)
      shrink (&w->b, events);
  }
}

/* Tails of nothing at the ends of what is seen of a margin, summed anew. */
static void begin (Walk *w, double events)
{
  double low = MAX (0, events - w->b.n), high = MIN (events, w->a.n), sum = 1;
  double mode = floor ((w->a.n + 1) * (events + 1) / (w->a.n + w->b.n + 2));
  mode = CLAMP (mode, low, high);
  double first = mode, last = mode, p_first = 1, p_last = 1;
  while (last < high && p_last > NOTHING)
    sum += p_last *= up (&w->a, last++, events);
  while (first > low && p_first > NOTHING)
    sum += p_first /= up (&w->a, --first, events);
  w->a.inner = last;
  w->a.p = p_last / sum;
  w->b.inner = w->two_sided ? events - first : w->b.n;
  w->b.p = p_first / sum;
  w->a.tail = w->b.tail = 0;
}

void sim_fisher_bounds (guint n_a, guint n_b, gboolean two_sided, double level, guint first,
                        guint last, SimFisherBounds *bounds)
{
  Walk w = { .a = { .n = n_a, .other = n_b }, .b = { .n = n_b, .other = n_a } };
  guint all = n_a + n_b;
  w.two_sided = two_sided;
  w.most = (two_sided ? 2 : 1) * level * ON_LEVEL;
  for (guint events = first; events <= last; events++) {
    guint least = MIN (MIN (n_a, n_b), MIN (events, all - events));
    if (least < NARROW || (events - first) % AFRESH == 0)
      begin (&w, events);
    else {
      carry_on (&w.a, events - 1.0);
      if (two_sided)
        carry_on (&w.b, events - 1.0);
      leave_out (&w, events);
    }
    take_in (&w, events);
    bounds[events - first].above = (guint)w.a.inner;
    bounds[events - first].below = two_sided ? (guint)w.b.inner : n_b;
  }
}
