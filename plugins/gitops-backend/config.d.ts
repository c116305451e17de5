export interface Config {
  gitops?: {
    /**
     * Whether a proposal must be merged by somebody else than its author and than the person its author acted for.
     * Off by default, so that a solo founder can merge their own proposals.
     */
    fourEyes?: boolean;
  };
}
