# Second half: shows the ticket until the export is complete, then streams its file to S3. Arguments: ticket and key.
BODY=$(jq -n --arg token "$API_TOKEN" --arg id "$1" '{apiToken: $token, exportId: $id}')
STATUS=requested
while true; do
  ANSWER=$(curl -s -X GET "$BASE_URL/get-export-data" -H 'Content-Type: application/json' -d "$BODY")
  STATUS=$(jq -r .status <<< "$ANSWER")
  [ "$STATUS" = complete ] && break
  sleep "$POLL_SECONDS"
done
jq -r .dataUrl <<< "$ANSWER" | xargs curl -s | aws s3 cp - "s3://$BUCKET/$2" --endpoint-url "$S3_ENDPOINT"
