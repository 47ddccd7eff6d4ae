"""Takes the outlines of letters out of a PDF, which reading never looks at: strip.py from.pdf to.pdf"""
import re, sys
data = open(sys.argv[1], 'rb').read()
start = data.index(b' 0 obj') - 1
while data[start - 1:start].isdigit(): start -= 1
head, at, objects = data[:start], start, {}
for found in re.finditer(rb'(\d+) 0 obj\b(.*?)\bendobj', data, re.S):
    objects[int(found[1])] = found[2]
drop = set()
for body in objects.values():
    drop |= {int(n) for n in re.findall(rb'/FontFile[23]? (\d+) 0 R', body)}
    for procs in re.findall(rb'/CharProcs\s*<<(.*?)>>', body, re.S):
        drop |= {int(n) for n in re.findall(rb'(\d+) 0 R', procs)}
    for one in re.findall(rb'/CharProcs (\d+) 0 R', body):
        drop |= {int(n) for n in re.findall(rb'(\d+) 0 R', objects[int(one)])}
for n in drop: objects[n] = b'\n<</Length 0>>\nstream\n\nendstream\n'
trailer = re.findall(rb'trailer(.*?)startxref', data, re.S)[-1]
out, places = bytearray(head), {}
for n in sorted(objects):
    places[n] = len(out)
    out += b'%d 0 obj' % n + objects[n] + b'endobj\n'
xref = len(out)
out += b'xref\n0 %d\n0000000000 65535 f \n' % (max(objects) + 1)
for n in range(1, max(objects) + 1):
    out += b'%010d 00000 n \n' % places[n] if n in places else b'0000000000 65535 f \n'
out += b'trailer' + trailer + b'startxref\n%d\n%%%%EOF\n' % xref
open(sys.argv[2], 'wb').write(out)
