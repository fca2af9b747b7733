#!/usr/bin/env bash
# The scripts of 2022 in our own words, first half: asks for an export and keeps the ticket. Arguments: start and end of the interval.
BODY=$(jq -n --arg token "$API_TOKEN" --arg from "$1" --arg to "$2" \
  '{apiToken: $token, startDate: $from, endDate: $to, singleFileExport: "total_scores"}')
EXPORT_ID=$(curl -s -X POST "$BASE_URL/request-raw-export" -H 'Content-Type: application/json' -d "$BODY" | jq -r .exportId)
if [ -z "$EXPORT_ID" ]; then
  echo "no exportId" >&2
  exit 1
fi
source retrieve.sh "$EXPORT_ID" "total_scores/total_scores-$1-to-$2.csv"
