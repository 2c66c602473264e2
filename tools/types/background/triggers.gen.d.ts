// The shape of what interlude.helpdesks.compile writes into the package.
declare const compiled: {
  hosts: string[];
  watch: string[];
  triggers: { id: string; method: string; type: string; path: string; contains: string }[];
  reads: string[];
};
export default compiled;
