// The object through which the files of this folder find each other, one part a file.

declare var interlude: {
  report: ReturnType<typeof reporting>;
  reads: ReturnType<typeof reads>;
  scene: ReturnType<typeof scene>;
  place: ReturnType<typeof place>;
  sight: ReturnType<typeof sight>;
  focus: ReturnType<typeof focus>;
  frame: ReturnType<typeof frame>;
  /** Only where one has come. */
  card?: ReturnType<typeof card>;
  edge?: ReturnType<typeof edge>;
  keys: ReturnType<typeof keys>;
  heard: true;
};
