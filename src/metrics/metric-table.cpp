// The metrics and dimension sets that AWS documents for the services that serverless applications watch.
// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
// https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
// https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
// https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
#include "metrics/metric-table.h"

#include "base/strings.h"

namespace cumulint {
namespace {

constexpr MetricGroup groups[] = {
    {"AWS/Lambda",
     "Invocations Errors DeadLetterErrors DestinationDeliveryFailures Throttles OversizedRecordCount "
     "ProvisionedConcurrencyInvocations ProvisionedConcurrencySpilloverInvocations RecursiveInvocationsDropped Duration "
     "PostRuntimeExtensionsDuration IteratorAge OffsetLag ConcurrentExecutions ProvisionedConcurrentExecutions "
     "ProvisionedConcurrencyUtilization UnreservedConcurrentExecutions AsyncEventsReceived AsyncEventAge AsyncEventsDropped "
     "SignatureValidationErrors ClaimedAccountConcurrency UrlRequestCount UrlRequestLatency Url4xxCount Url5xxCount",
     {"-", "FunctionName", "FunctionName Resource", "FunctionName Resource ExecutedVersion"}},
    {"AWS/Lambda",
     "PolledEventCount FilteredOutEventCount InvokedEventCount FailedInvokeEventCount DroppedEventCount "
     "OnFailureDestinationDeliveredEventCount DeletedEventCount ProvisionedPollers",
     {"EventSourceMappingUUID", "FunctionName EventSourceMappingUUID", "FunctionName"}},
    {"AWS/SQS",
     "ApproximateAgeOfOldestMessage ApproximateNumberOfMessagesDelayed ApproximateNumberOfMessagesNotVisible "
     "ApproximateNumberOfMessagesVisible NumberOfEmptyReceives NumberOfMessagesDeleted NumberOfMessagesReceived "
     "NumberOfMessagesSent SentMessageSize NumberOfDeduplicatedSentMessages "
     "ApproximateNumberOfGroupsWithInflightMessages ApproximateNumberOfNoisyGroups "
     "ApproximateNumberOfMessagesVisibleInQuietGroups ApproximateNumberOfMessagesNotVisibleInQuietGroups "
     "ApproximateNumberOfMessagesDelayedInQuietGroups ApproximateAgeOfOldestMessageInQuietGroups",
     {"QueueName"}},
    {"AWS/SNS",
     "NumberOfMessagesPublished NumberOfNotificationsDelivered NumberOfNotificationsFailed "
     "NumberOfNotificationsFilteredOut NumberOfNotificationsFilteredOut-InvalidAttributes "
     "NumberOfNotificationsFilteredOut-NoMessageAttributes NumberOfNotificationsFilteredOut-MessageAttributes "
     "NumberOfNotificationsFilteredOut-MessageBody NumberOfNotificationsFilteredOut-InvalidMessageBody "
     "NumberOfNotificationsRedrivenToDlq NumberOfNotificationsFailedToRedriveToDlq PublishSize",
     {"TopicName", "-", "Application", "Application Platform", "PhoneNumber"}},
    {"AWS/SNS", "SMSMonthToDateSpentUSD SMSSuccessRate", {"-", "PhoneNumber", "Country", "SMSType", "Country SMSType"}},
    {"AWS/States",
     "ExecutionTime ExecutionThrottled ExecutionsAborted ExecutionsFailed ExecutionsStarted ExecutionsSucceeded "
     "ExecutionsTimedOut ExpressExecutionMemory ExpressExecutionBilledDuration ExpressExecutionBilledMemory",
     {"StateMachineArn", "StateMachineArn Version", "StateMachineArn Alias"}},
    {"AWS/States",
     "ActivityRunTime ActivityScheduleTime ActivityTime ActivitiesFailed ActivitiesHeartbeatTimedOut ActivitiesScheduled "
     "ActivitiesStarted ActivitiesSucceeded ActivitiesTimedOut",
     {"ActivityArn"}},
    {"AWS/States",
     "LambdaFunctionRunTime LambdaFunctionScheduleTime LambdaFunctionTime LambdaFunctionsFailed LambdaFunctionsScheduled "
     "LambdaFunctionsStarted LambdaFunctionsSucceeded LambdaFunctionsTimedOut",
     {"LambdaFunctionArn"}},
    {"AWS/ApiGateway", "4XXError 5XXError CacheHitCount CacheMissCount",
     {"ApiName", "ApiName Stage", "ApiName Stage Resource Method"}},
    {"AWS/ApiGateway", "4xx 5xx DataProcessed", {"ApiId", "ApiId Stage", "ApiId Stage Resource Method"}},
    {"AWS/ApiGateway", "Count Latency IntegrationLatency",
     {"ApiName", "ApiName Stage", "ApiName Stage Resource Method"}},
    {"AWS/ApiGateway", "Count Latency IntegrationLatency", {"ApiId", "ApiId Stage", "ApiId Stage Resource Method"}},
    {"AWS/ApiGateway", "ConnectCount MessageCount ClientError ExecutionError IntegrationError IntegrationLatency",
     {"ApiId", "ApiId Stage", "ApiId Stage Route"}},
    {"AWS/DynamoDB", "ThrottledRequests SystemErrors SuccessfulRequestLatency ReturnedItemCount ReturnedBytes ReturnedRecordsCount",
     {"TableName Operation", "TableName GlobalSecondaryIndexName Operation", "TableName Operation StreamLabel"}},
    {"AWS/DynamoDB",
     "ReadThrottleEvents WriteThrottleEvents ConsumedReadCapacityUnits ConsumedWriteCapacityUnits "
     "ProvisionedReadCapacityUnits ProvisionedWriteCapacityUnits OnDemandMaxReadRequestUnits OnDemandMaxWriteRequestUnits",
     {"TableName", "TableName GlobalSecondaryIndexName"}},
    {"AWS/DynamoDB", "ConditionalCheckFailedRequests TransactionConflict TimeToLiveDeletedItemCount", {"TableName"}},
    {"AWS/DynamoDB",
     "AccountMaxReads AccountMaxTableLevelReads AccountMaxTableLevelWrites AccountMaxWrites "
     "AccountProvisionedReadCapacityUtilization AccountProvisionedWriteCapacityUtilization "
     "MaxProvisionedTableReadCapacityUtilization MaxProvisionedTableWriteCapacityUtilization UserErrors",
     {"-"}},
    {"AWS/DynamoDB", "ReplicationLatency PendingReplicationCount", {"TableName ReceivingRegion"}},
    {"AWS/Kinesis",
     "GetRecords.Bytes GetRecords.IteratorAge GetRecords.IteratorAgeMilliseconds GetRecords.Latency GetRecords.Records "
     "GetRecords.Success IncomingBytes IncomingRecords PutRecord.Bytes PutRecord.Latency PutRecord.Success "
     "PutRecords.Bytes PutRecords.Latency PutRecords.Records PutRecords.Success PutRecords.TotalRecords "
     "PutRecords.SuccessfulRecords PutRecords.FailedRecords PutRecords.ThrottledRecords "
     "ReadProvisionedThroughputExceeded WriteProvisionedThroughputExceeded OutgoingBytes OutgoingRecords "
     "IteratorAgeMilliseconds",
     {"StreamName", "StreamName ShardId"}},
    {"AWS/Kinesis",
     "SubscribeToShard.RateExceeded SubscribeToShard.Success SubscribeToShardEvent.Bytes "
     "SubscribeToShardEvent.MillisBehindLatest SubscribeToShardEvent.Records SubscribeToShardEvent.Success",
     {"StreamName ConsumerName"}},
};

bool is_listed(std::string_view list, std::string_view word) {
  for (std::string_view each : split(list, ' '))
    if (each == word) return true;
  return false;
}

}  // namespace

bool has_metric_table(std::string_view name_space) {
  for (const MetricGroup& group : groups)
    if (group.name_space == name_space) return true;
  return false;
}

std::vector<const MetricGroup*> find_metric(std::string_view name_space, std::string_view metric) {
  std::vector<const MetricGroup*> found;
  for (const MetricGroup& group : groups)
    if (group.name_space == name_space && is_listed(group.metrics, metric)) found.push_back(&group);
  return found;
}

std::string_view near_metric(std::string_view name_space, std::string_view metric) {
  std::string_view near;
  std::size_t best = 3;
  for (const MetricGroup& group : groups) {
    if (group.name_space != name_space) continue;
    for (std::string_view each : split(group.metrics, ' ')) {
      if (equals_ignoring_case(each, metric)) return each;
      if (metric.size() < 6) continue;
      const std::size_t distance = edit_distance(each, metric, 2);
      if (distance < best) best = distance, near = each;
    }
  }
  return near;
}

}  // namespace cumulint
