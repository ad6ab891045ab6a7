/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * processor.c - the brand string of x86 processors, leaves 0x80000002 to 4 of cpuid.
 */
#include "processor.h"

#include <string.h>
#include <sys/utsname.h>

#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>

static char *
brand (void)
{
  unsigned int words[13] = { 0 };

  for (unsigned int leaf = 0; leaf < 3; leaf++) {
    unsigned int *word = words + 4 * leaf;
    if (!__get_cpuid (0x80000002u + leaf, word, word + 1, word + 2, word + 3))
      return NULL;
  }
  return g_strstrip (g_strndup ((const char *)words, 48));
}
#else
static char *
brand (void)
{
  return NULL;
}
#endif

char *
sim_processor_name (void)
{
  char *name = brand ();
  struct utsname kernel;

  if (name != NULL && *name != '\0' && g_utf8_validate (name, -1, NULL))
    return name;
  g_free (name);
  return g_strdup (uname (&kernel) == 0 ? kernel.machine : "unknown");
}
