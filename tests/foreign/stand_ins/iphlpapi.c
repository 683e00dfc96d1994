/* An iphlpapi of a laptop that Wine cannot be: on a cable through a virtual switch with a VPN over it, on WiFi, with a
   modem, an adapter that is switched off, and Windows' word on connectivity and cost.

   It fills in the structures of the real headers by their names, so that what the program reads by offsets was written
   by a compiler. Each notification that is registered is told once, from a thread of its own. What is allocated and not
   freed, and registrations that were not cancelled, are told at the end. */
#include <winsock2.h>
#include <ws2ipdef.h>
#include <iphlpapi.h>
#include <netioapi.h>
#include <stdio.h>
#include <string.h>

/* nldef.h of Windows 10 2004, newer than these headers */
typedef struct {
  INT ConnectivityLevel, ConnectivityCost;
  BOOLEAN ApproachingDataLimit, OverDataLimit, Roaming;
} NETWORK_HINT;
typedef VOID(NETIOAPI_API_ *HINT_CALLBACK)(PVOID context, NETWORK_HINT hint);

enum { LOOPBACK = 1, WIFI = 12, VPN = 30, CABLE = 7, SWITCH = 40, MODEM = 50, OFF = 60 };
static const GUID ADAPTER = {0x11112222, 0x3333, 0x4444, {0x85, 0x55, 0x66, 0x66, 0x77, 0x77, 0x88, 0x88}};
static volatile LONG allocated, registered;

static const struct {
  ULONG index, type;
  const WCHAR *alias;
  NDIS_PHYSICAL_MEDIUM medium;
  BOOL is_hardware, is_up, is_operational;
  ULONG64 rate, received, sent;
} MACHINE[] = {
    {LOOPBACK, IF_TYPE_SOFTWARE_LOOPBACK, L"Loopback", NdisPhysicalMediumUnspecified, 0, 1, 1, 1073741824, 5, 5},
    {WIFI, IF_TYPE_IEEE80211, L"Wi-Fi", NdisPhysicalMediumNative802_11, 1, 1, 1, 6000000, 0x123456789, 0x987654321},
    {VPN, IF_TYPE_PROP_VIRTUAL, L"wg0", NdisPhysicalMediumUnspecified, 0, 1, 1, 0, 1, 1},
    {CABLE, IF_TYPE_ETHERNET_CSMACD, L"Ethernet \x00fc", NdisPhysicalMedium802_3, 1, 1, 1, 2500000000, 7, 8},
    {SWITCH, IF_TYPE_ETHERNET_CSMACD, L"vEthernet", NdisPhysicalMediumUnspecified, 0, 1, 1, 10000000000, 7, 8},
    {MODEM, 243, L"Cellular", NdisPhysicalMediumWirelessWan, 1, 1, 1, ~0ULL, 3, 4},
    {OFF, IF_TYPE_ETHERNET_CSMACD, L"Dock", NdisPhysicalMedium802_3, 1, 0, 0, 0, 11, 12},
};
enum { COUNT = sizeof MACHINE / sizeof *MACHINE };

static ULONG64 luid(ULONG index) { return 0x47000000000000ULL | index; }

static void describe(MIB_IF_ROW2 *row, int at) {
  memset(row, 0xa5, sizeof *row);
  row->InterfaceLuid.Value = luid(MACHINE[at].index);
  row->InterfaceIndex = MACHINE[at].index;
  row->InterfaceGuid = ADAPTER;
  row->InterfaceGuid.Data1 += MACHINE[at].index - WIFI;
  wcscpy(row->Alias, MACHINE[at].alias);
  wcscpy(row->Description, L"An adapter");
  row->PhysicalAddressLength = 6;
  memcpy(row->PhysicalAddress, "\x02\x00\x00\x00\x00\x02", 6);
  memcpy(row->PermanentPhysicalAddress, "\x02\x00\x00\x00\x00\x01", 6);
  row->PermanentPhysicalAddress[4] = (UCHAR)MACHINE[at].index;
  row->Type = MACHINE[at].type;
  row->PhysicalMediumType = MACHINE[at].medium;
  memset(&row->InterfaceAndOperStatusFlags, 0, sizeof row->InterfaceAndOperStatusFlags);
  row->InterfaceAndOperStatusFlags.HardwareInterface = MACHINE[at].is_hardware;
  row->InterfaceAndOperStatusFlags.ConnectorPresent = MACHINE[at].is_hardware;
  row->OperStatus = MACHINE[at].is_operational ? IfOperStatusUp : IfOperStatusDown;
  row->AdminStatus = MACHINE[at].is_up ? NET_IF_ADMIN_STATUS_UP : NET_IF_ADMIN_STATUS_DOWN;
  row->MediaConnectState = MACHINE[at].is_operational ? MediaConnectStateConnected : MediaConnectStateDisconnected;
  row->TransmitLinkSpeed = MACHINE[at].rate;
  row->InOctets = MACHINE[at].received;
  row->OutOctets = MACHINE[at].sent;
}

static void *make(size_t size) {
  InterlockedIncrement(&allocated);
  return memset(HeapAlloc(GetProcessHeap(), 0, size), 0xa5, size);
}

VOID NETIOAPI_API_ FreeMibTable(PVOID table) {
  InterlockedDecrement(&allocated);
  HeapFree(GetProcessHeap(), 0, table);
}

NETIO_STATUS NETIOAPI_API_ GetIfTable2(PMIB_IF_TABLE2 *table) {
  *table = make(sizeof **table + COUNT * sizeof(MIB_IF_ROW2));
  (*table)->NumEntries = COUNT;
  for (int at = 0; at < COUNT; at++) describe(&(*table)->Table[at], at);
  return NO_ERROR;
}

NETIO_STATUS NETIOAPI_API_ GetIfEntry2(PMIB_IF_ROW2 row) {
  for (int at = 0; at < COUNT; at++)
    if (row->InterfaceLuid.Value == luid(MACHINE[at].index)) {
      describe(row, at);
      return NO_ERROR;
    }
  return ERROR_FILE_NOT_FOUND;
}

static void route(MIB_IPFORWARD_ROW2 *row, ULONG index, ADDRESS_FAMILY family, ULONG metric) {
  row->InterfaceLuid.Value = luid(index);
  row->InterfaceIndex = index;
  memset(&row->DestinationPrefix.Prefix, 0, sizeof row->DestinationPrefix.Prefix);
  row->DestinationPrefix.Prefix.si_family = family;
  row->DestinationPrefix.PrefixLength = 0;
  memset(&row->NextHop, 0, sizeof row->NextHop);
  row->NextHop.si_family = family;
  row->NextHop.Ipv4.sin_addr.s_addr = 0x0100000a;
  row->Metric = metric;
  row->Loopback = FALSE;
}

NETIO_STATUS NETIOAPI_API_ GetIpForwardTable2(ADDRESS_FAMILY family, PMIB_IPFORWARD_TABLE2 *table) {
  if (family != AF_UNSPEC) return ERROR_INVALID_PARAMETER;
  *table = make(sizeof **table + 2 * sizeof(MIB_IPFORWARD_ROW2));
  (*table)->NumEntries = 3;
  route(&(*table)->Table[0], VPN, AF_INET, 0);
  route(&(*table)->Table[1], SWITCH, AF_INET, 20);
  route(&(*table)->Table[2], WIFI, AF_INET, 0);
  return NO_ERROR;
}

NETIO_STATUS NETIOAPI_API_ GetIpInterfaceTable(ADDRESS_FAMILY family, PMIB_IPINTERFACE_TABLE *table) {
  static const ULONG metrics[][2] = {{VPN, 5}, {SWITCH, 15}, {WIFI, 50}};
  if (family != AF_UNSPEC) return ERROR_INVALID_PARAMETER;
  *table = make(sizeof **table + 2 * sizeof(MIB_IPINTERFACE_ROW));
  (*table)->NumEntries = 3;
  for (int at = 0; at < 3; at++) {
    (*table)->Table[at].Family = AF_INET;
    (*table)->Table[at].InterfaceLuid.Value = luid(metrics[at][0]);
    (*table)->Table[at].Metric = metrics[at][1];
  }
  return NO_ERROR;
}

NETIO_STATUS NETIOAPI_API_ GetIfStackTable(PMIB_IFSTACK_TABLE *table) {
  static const MIB_IFSTACK_ROW rows[] = {{0, SWITCH}, {SWITCH, CABLE}, {CABLE, 0}};
  *table = make(sizeof **table + sizeof rows);
  (*table)->NumEntries = 3;
  memcpy((*table)->Table, rows, sizeof rows);
  return NO_ERROR;
}

DWORD WINAPI GetBestInterfaceEx(struct sockaddr *address, PDWORD index) {
  struct sockaddr_in *v4 = (struct sockaddr_in *)address;
  struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)address;
  if (address->sa_family == AF_INET && v4->sin_addr.s_addr == 0x08080808) return *index = VPN, NO_ERROR;
  if (address->sa_family == AF_INET6 && !memcmp(&v6->sin6_addr, "\x20\x01\x48\x60\x48\x60", 6)) return 1231;
  return ERROR_INVALID_PARAMETER;
}

static void judge(NETWORK_HINT *hint, INT level, INT cost, BOOLEAN roams) {
  memset(hint, 0xa5, sizeof *hint);
  hint->ConnectivityLevel = level;
  hint->ConnectivityCost = cost;
  hint->Roaming = roams;
}

NETIO_STATUS NETIOAPI_API_ GetNetworkConnectivityHint(NETWORK_HINT *hint) {
  judge(hint, 4 /* constrained */, 1, FALSE);
  return NO_ERROR;
}

NETIO_STATUS NETIOAPI_API_ GetNetworkConnectivityHintForInterface(NET_IFINDEX index, NETWORK_HINT *hint) {
  judge(hint, 3 /* internet */, index == MODEM ? 3 /* variable */ : index == WIFI ? 2 /* fixed */ : 1, index == MODEM);
  return NO_ERROR;
}

static struct {
  PIPINTERFACE_CHANGE_CALLBACK interfaces;
  PIPFORWARD_CHANGE_CALLBACK routes;
  HINT_CALLBACK hints;
} heard;

static DWORD WINAPI tell_interfaces(void *context) {
  MIB_IPINTERFACE_ROW row = {0};
  heard.interfaces(context, &row, MibParameterNotification);
  return 0;
}

static DWORD WINAPI tell_routes(void *context) {
  heard.routes(context, NULL, MibAddInstance);
  return 0;
}

static DWORD WINAPI tell_hints(void *context) {
  NETWORK_HINT hint;
  judge(&hint, 3, 1, FALSE);
  heard.hints(context, hint);
  return 0;
}

static NETIO_STATUS tell(LPTHREAD_START_ROUTINE how, void *context, BOOLEAN at_once, HANDLE *handle) {
  if (at_once) return ERROR_INVALID_PARAMETER;
  *handle = CreateThread(NULL, 0, how, context, 0, NULL);
  InterlockedIncrement(&registered);
  return NO_ERROR;
}

NETIO_STATUS NETIOAPI_API_ NotifyIpInterfaceChange(ADDRESS_FAMILY family, PIPINTERFACE_CHANGE_CALLBACK callback,
                                                   PVOID context, BOOLEAN at_once, HANDLE *handle) {
  heard.interfaces = callback;
  return family == AF_UNSPEC ? tell(tell_interfaces, context, at_once, handle) : ERROR_INVALID_PARAMETER;
}

NETIO_STATUS NETIOAPI_API_ NotifyRouteChange2(ADDRESS_FAMILY family, PIPFORWARD_CHANGE_CALLBACK callback, PVOID context,
                                              BOOLEAN at_once, HANDLE *handle) {
  heard.routes = callback;
  return family == AF_UNSPEC ? tell(tell_routes, context, at_once, handle) : ERROR_INVALID_PARAMETER;
}

NETIO_STATUS NETIOAPI_API_ NotifyNetworkConnectivityHintChange(HINT_CALLBACK callback, PVOID context, BOOLEAN at_once,
                                                               HANDLE *handle) {
  heard.hints = callback;
  return tell(tell_hints, context, at_once, handle);
}

NETIO_STATUS NETIOAPI_API_ CancelMibChangeNotify2(HANDLE handle) {
  WaitForSingleObject(handle, INFINITE);
  CloseHandle(handle);
  if (!InterlockedDecrement(&registered)) {
    printf("all cancelled, not freed %ld\n", (long)allocated);
    fflush(stdout);
  }
  return NO_ERROR;
}
