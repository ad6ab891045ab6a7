/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * event-cut.c - trials of times that end with so many events.
 */
#include "event-cut.h"

#include <math.h>

static void swap (double *a, double *b)
{
  double kept = *a;
  *a = *b;
  *b = kept;
}

/* Hoare's selection: what is searched shrinks to the times equal to the one wanted. */
double sim_event_cut (int n, double *happened, int wanted)
{
  int low = 0, high = n - 1, k = wanted - 1;
  if (wanted < 1 || wanted > n)
    return INFINITY;
  while (low < high) {
    double pivot = happened[low + (high - low) / 2];
    int i = low, j = high;
    while (i <= j) {
      while (happened[i] < pivot)
        i++;
      while (happened[j] > pivot)
        j--;
      if (i <= j)
        swap (&happened[i++], &happened[j--]);
    }
    if (k <= j)
      high = j;
    else if (k >= i)
      low = i;
    else
      break;
  }
  return happened[k];
}

bool sim_event_cut_patient (double cut, double entered, double *watched, bool *event)
{
  if (entered >= cut)
    return false;
  if (entered + *watched > cut) {
    *watched = cut - entered;
    *event = false;
  }
  return true;
}
