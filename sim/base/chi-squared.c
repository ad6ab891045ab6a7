/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * chi-squared.c - as products of uniforms: one logarithm serves several of them.
 */
#include "chi-squared.h"

#include "elementary.h"

/* So many uniforms have a product that is a normal number: each is at least 2^-54. */
enum { AT_A_TIME = 16 };

double sim_draw_chi_squared (SimStream *stream, int df)
{
  double sum = 0;
  for (int done = 0; done < df / 2;) {
    double product = 1;
    for (int i = 0; i < AT_A_TIME && done < df / 2; i++, done++)
      product *= ((double) (sim_stream_next (stream) >> 11) + 0.5) * 0x1p-53;
    sum -= 2 * sim_log (product);
  }
  if (df % 2 == 1) {
    double z = sim_draw_normal (sim_stream_next (stream));
    sum += z * z;
  }
  return sum;
}
