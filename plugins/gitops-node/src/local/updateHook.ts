/** Runs for every ref that somebody pushes; the portal itself does not push. Arguments: ref, old SHA, new SHA. */
export const UPDATE_HOOK = `#!/bin/sh
ref="$1"
new="$3"
zero=0000000000000000000000000000000000000000
case "$ref" in
  refs/heads/main)
    echo "main is changed only by approved proposals. Push a branch and open a proposal for it." >&2
    exit 1
    ;;
  refs/zt/*)
    echo "refs/zt holds the proposals of the portal and is not for pushing. Use the portal or its API." >&2
    exit 1
    ;;
  refs/heads/zt/*)
    if [ "$new" = "$zero" ]; then
      echo "This branch belongs to a proposal and stays. Close the proposal instead." >&2
      exit 1
    fi
    ;;
esac
exit 0
`;
