#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws of NumPy's PCG64DXSM from given states, with the increment of the stream law.

Without an argument prints the table kept as pcg64dxsm.csv; with a file name compares that file with
this NumPy and exits 1 on a difference, 77 (skipped) where NumPy is missing.
"""
import sys

try:
    import numpy
except ImportError:
    print('skipped: NumPy is not installed (python3-numpy)')
    sys.exit(77)

INCREMENT = 0x5851f42d4c957f2d14057b7ef767814f
STATES = [0, 1, 2**64 - 1, 2**64, 2**128 - 1, 0x123456789abcdef0fedcba9876543210,
          0x9e3779b97f4a7c15f39cc0605cedc835, 0x8000000000000000, 0xdeadbeef << 96, 3**80]


def rows():
    yield 'state_high,state_low,draw_0,draw_1,draw_2,draw_3,draw_99'
    for state in STATES:
        generator = numpy.random.PCG64DXSM(1)
        inner = generator.state
        inner['state'] = {'state': state, 'inc': INCREMENT}
        inner['has_uint32'] = 0
        generator.state = inner
        draws = generator.random_raw(100)
        words = [state >> 64, state & (2**64 - 1)] + [int(draws[i]) for i in (0, 1, 2, 3, 99)]
        yield ','.join('%016x' % word for word in words)


text = '\n'.join(rows()) + '\n'
if len(sys.argv) < 2:
    sys.stdout.write(text)
elif open(sys.argv[1]).read() != text:
    sys.exit('the committed draws differ from those of NumPy ' + numpy.__version__)
else:
    print('%d states equal NumPy %s' % (len(STATES), numpy.__version__))
