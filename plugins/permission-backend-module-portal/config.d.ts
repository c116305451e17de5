export interface Config {
  portal?: {
    /**
     * Who has which role, as lists of entity refs of groups or users. A person has a role when one of the refs they own
     * is listed; whoever has no role may do nothing.
     */
    roles?: {
      /** May do everything. */
      founder?: string[];
      /** May read, chat, run templates and propose changes, but neither merge nor close them. */
      operator?: string[];
      /** May read. */
      viewer?: string[];
    };
    /** Agents that may get a token as `user:agents/<name>`; needs `auth.providers.agent: {}`. */
    agents?: Array<{
      /** Lower-case letters, digits and dashes, such as `sre`. */
      name: string;
      /**
       * The agent's key, at least 32 characters. Give this or `keySha256`.
       * @visibility secret
       */
      key?: string;
      /**
       * SHA-256 of the agent's key in 64 hexadecimal digits, so that the key itself is not in the configuration.
       * @visibility secret
       */
      keySha256?: string;
    }>;
  };
  auth?: {
    providers?: {
      /** Turns the sign-in of agents on; their keys are listed under `portal.agents`. */
      agent?: object;
    };
  };
}
