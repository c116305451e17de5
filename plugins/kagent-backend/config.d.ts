export interface Config {
  kagent?: {
    consultant?: {
      /**
       * Whether the embedded consultant answers from the platform's docs. Default: true.
       */
      enabled?: boolean;
    };
  };
}
