/**
 * What Node is told when it runs a service; the Dockerfiles say the same. Each chunk that passes leaves one or two
 * buffers of its size outside of V8's heap. With Node's defaults V8 collects the whole heap each time when 64 MiB of
 * those have come together, up to a hundred times a second, which was half of a service's processor time.
 */
export const SERVICE_NODE_FLAGS: readonly string[] = [
  // Those buffers count like the heap itself, whose limit grows with what lives.
  '--external-memory-accounted-in-global-limit',
  // That limit: two and a half times what lived after the last collection. Left to V8, it may be hardly more than that.
  '--heap-growing-percent=150',
  // A small young generation: buffers that died are found after 1 MiB of small objects, in under a millisecond.
  '--max-semi-space-size=1',
];
