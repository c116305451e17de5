/** Configuration of the portal's shell. */
export interface Config {
  app?: {
    /**
     * Name of the environment that this portal shows, in the navigation. Default: `local`.
     * @visibility frontend
     */
    environment?: string;
  };
  portal?: {
    cluster?: {
      /**
       * Whether the Kubernetes and Argo CD backends of this portal reach a cluster. Without one, their places say how
       * to connect it. Default: false.
       * @visibility frontend
       */
      connected?: boolean;
    };
  };
  auth?: {
    providers?: {
      /**
       * Present when people may enter without an account; the sign-in page then enters by itself.
       * @visibility frontend
       */
      guest?: object;
      /**
       * Present when people sign in with GitHub.
       * @visibility frontend
       */
      github?: object;
    };
  };
}
