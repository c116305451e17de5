export interface Config {
  gitops?: {
    /** Where the platform repository lives. */
    forge?: {
      /** Kind of forge; "local" when absent. */
      type?: 'local';
      /** A bare Git repository on this machine. */
      local?: {
        /** The bare repository; made when absent. */
        directory: string;
        /** A checkout whose platform files seed the repository, and whose changes are proposed to it later. */
        seedFrom?: string;
      };
    };
  };
}
